namespace HstNotebooks.Alignment;

/// <summary>What matching and fitting gave for one image.</summary>
internal sealed record ImageMatch
{
    /// <summary>The reference at the epoch of the image, and its positions in the plane.</summary>
    public required ReferenceCatalog Reference { get; init; }
    public required PositionList ReferencePositions { get; init; }
    /// <summary>The reference sources that matching uses: those that are not too close to another one.</summary>
    public int[] ThinnedReference { get; init; } = [];
    /// <summary>The image's sources in the plane.</summary>
    public required PositionList ImagePositions { get; init; }
    /// <summary>What is known of the errors of the sources; null where all pairs count alike.</summary>
    public SourceErrors? Errors { get; init; }
    /// <summary>The first guess; null where it was given or matching was not reached.</summary>
    public OffsetPeak? Offset { get; init; }
    /// <summary>Pairs before clipping, indices into the two lists.</summary>
    public IReadOnlyList<(int Reference, int Image)> Pairs { get; init; } = [];
    /// <summary>The fit; null where there is none.</summary>
    public LinearFit? Fit { get; init; }
    /// <summary>How far offsets were searched, reference pixels, where that was not the histogram's radius.</summary>
    public double? SearchedRadius { get; init; }
    /// <summary>How far rotations were searched, degrees.</summary>
    public double SearchedRotation { get; init; }
    /// <summary>How often chance would give the fit, where it is known already.</summary>
    public ChanceEstimate? Chance { get; init; }
    /// <summary>The tolerance of the pairs, reference pixels, where it is not the parameter's.</summary>
    public double? Tolerance { get; init; }
    /// <summary>What the stability check found, in words; null where nothing.</summary>
    public string? Remark { get; init; }
    /// <summary>Whether the remark speaks against the fit.</summary>
    public bool IsDoubtful { get; init; }
    /// <summary>Why there is no fit, in words.</summary>
    public string? Failure { get; init; }
    /// <summary>What to do about it.</summary>
    public string? Suggestion { get; init; }
}
