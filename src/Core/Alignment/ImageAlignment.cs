using HstNotebooks.Tables;

namespace HstNotebooks.Alignment;

/// <summary>What TweakReg found for one image.</summary>
public sealed record ImageAlignment
{
    /// <summary>The path as given.</summary>
    public required string Path { get; init; }
    /// <summary>File name without folder.</summary>
    public required string FileName { get; init; }
    /// <summary>good, poor, failed or reference.</summary>
    public required AlignmentVerdict Verdict { get; init; }
    /// <summary>Why, in words with numbers; one sentence each.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }
    /// <summary>Sources in all chips: columns chip, x, y (1-based chip pixels), flux, id, ra, dec, refx, refy (1-based pixels of the reference frame).</summary>
    public required Table Sources { get; init; }
    /// <summary>The first guess of the shift and its evidence; null where matching was not reached.</summary>
    public OffsetPeak? Offset { get; init; }
    /// <summary>How often chance would give an alignment like this; null where there is no fit.</summary>
    public ChanceEstimate? Chance { get; init; }
    /// <summary>Middle of the exposure (Julian year) to which reference positions were moved; null where they were taken as they are.</summary>
    public double? Epoch { get; init; }
    /// <summary>Number of pairs before clipping.</summary>
    public int MatchCount { get; init; }
    /// <summary>The fit; null for the reference and where there is none. Of a failed alignment it is there to be looked at, not to be used.</summary>
    public LinearFit? Fit { get; init; }
    /// <summary>
    /// The pairs kept by the fit, one row each: refx, refy, imgx, imgy (1-based reference-frame pixels), dx, dy (residuals, reference pixels),
    /// dxmas, dymas (milliarcseconds), chip, x, y (1-based chip pixels), flux, ra, dec (of the fitted position), refra, refdec, refid, imgid. Null where there is no fit.
    /// </summary>
    public Table? Matches { get; init; }
    /// <summary>RMS_RA in degrees as TweakReg defines it; 0 without a fit.</summary>
    public double RmsRa { get; init; }
    /// <summary>RMS_DEC in degrees as TweakReg defines it; 0 without a fit.</summary>
    public double RmsDec { get; init; }
    /// <summary>Whether the file's headers were updated.</summary>
    public bool HeaderUpdated { get; init; }
    /// <summary>The chips' WCS after a good or poor fit (also when headers were not updated), by EXTVER; unchanged for the reference and where the alignment failed.</summary>
    public IReadOnlyDictionary<int, Wcs.ImageWcs> AlignedWcs { get; init; } = new Dictionary<int, Wcs.ImageWcs>();
}
