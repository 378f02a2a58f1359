namespace HstNotebooks.Tasks;

/// <summary>A region file that mapreg wrote.</summary>
/// <param name="Image">The image, as named.</param>
/// <param name="Extension">The number of the extension that the regions lie on, 0 for the primary.</param>
/// <param name="Path">The region file.</param>
/// <param name="Regions">How many regions it holds.</param>
public sealed record MapRegFile(string Image, int Extension, string Path, int Regions);
