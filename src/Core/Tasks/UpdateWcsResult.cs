using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>What updatewcs did to a file.</summary>
/// <param name="File">The path as given.</param>
/// <param name="Corrections">The corrections that were applied, in order.</param>
/// <param name="Solutions">The WCSs of the first science extension afterwards.</param>
public sealed record UpdateWcsResult(string File, IReadOnlyList<string> Corrections, IReadOnlyList<WcsEntry> Solutions);
