namespace HstNotebooks.Simulation;

/// <summary>What a simulation wrote.</summary>
/// <param name="Name">The observation.</param>
/// <param name="Exposures">Paths of the exposures; for WFPC2 the data quality (c1m) lies beside each.</param>
/// <param name="Truths">Paths of the truth files, one per exposure.</param>
/// <param name="Catalogs">Paths of the reference catalogs.</param>
/// <param name="Elapsed">Wall time of rendering and writing.</param>
public sealed record SimulationResult(string Name, IReadOnlyList<string> Exposures, IReadOnlyList<string> Truths, IReadOnlyList<string> Catalogs, TimeSpan Elapsed)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Exposures.Count} {(Exposures.Count == 1 ? "exposure" : "exposures")}, {Catalogs.Count} {(Catalogs.Count == 1 ? "catalog" : "catalogs")}";
}
