namespace HstNotebooks.Archives;

/// <summary>What <see cref="Crds.BestRefsAsync"/> does beyond finding the best references. Immutable.</summary>
public sealed record BestRefsOptions
{
    /// <summary>The types of references, for example <c>idctab</c>; empty for all of the instrument.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Who computes the best references.</summary>
    public CrdsRuleSource Rules { get; init; } = CrdsRuleSource.Mappings;

    /// <summary>Whether the reference files are brought to the cache.</summary>
    public bool SyncReferences { get; init; }

    /// <summary>Whether the headers of the files are changed to name the best references.</summary>
    public bool UpdateBestRefs { get; init; }
}
