namespace HstNotebooks.Drizzling;

/// <summary>Whether the final image counts per exposure or per second.</summary>
public enum FinalUnit
{
    /// <summary>The total of all exposures.</summary>
    Counts,
    /// <summary>Per second.</summary>
    Cps,
}
