using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>What tweakback did.</summary>
/// <param name="DrizzledFile">The drizzled image.</param>
/// <param name="Before">The WCS that it was made with.</param>
/// <param name="After">Its aligned WCS.</param>
/// <param name="Reason">How these two were recognised, as a sentence.</param>
/// <param name="WcsName">The name of the new WCS of the exposures.</param>
/// <param name="Files">The exposures that were updated.</param>
public sealed record TweakBackResult(string DrizzledFile, WcsEntry Before, WcsEntry After, string Reason, string WcsName, IReadOnlyList<TweakBackFile> Files);
