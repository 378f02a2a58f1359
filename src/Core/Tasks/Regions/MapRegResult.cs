namespace HstNotebooks.Tasks;

/// <summary>What mapreg wrote.</summary>
/// <param name="Files">The region files, with the image and extension number that each belongs to and the number of its regions.</param>
/// <param name="Catalog">The exclusion catalog: one line for each image with its region files, as TweakReg's exclusions reads them; null where none was written.</param>
public sealed record MapRegResult(IReadOnlyList<(string Image, int Extension, string File, int Regions)> Files, string? Catalog);
