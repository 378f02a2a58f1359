namespace HstNotebooks.Tasks;

/// <summary>What mapreg wrote.</summary>
/// <param name="Files">The region files, one for each extension that has regions.</param>
/// <param name="Catalog">The exclusion catalog: one line for each image with its region files, as TweakReg's exclusions reads them; null where none was written.</param>
public sealed record MapRegResult(IReadOnlyList<MapRegFile> Files, string? Catalog);
