namespace HstNotebooks.Alignment;

/// <summary>What the flux column of a catalog holds.</summary>
public enum FluxUnits
{
    /// <summary>Larger is brighter.</summary>
    Counts,
    /// <summary>Smaller is brighter.</summary>
    Mag,
}
