namespace HstNotebooks.Drizzling;

/// <summary>How the sky of the exposures is found.</summary>
public enum SkyMethod
{
    /// <summary>Each exposure by itself: the lowest of its chips.</summary>
    LocalMin,
    /// <summary>The lowest of all chips of all exposures, for all.</summary>
    GlobalMin,
    /// <summary>Differences between overlapping exposures, by least squares.</summary>
    Match,
    /// <summary>Differences first, then the lowest level of all.</summary>
    GlobalMinMatch,
}
