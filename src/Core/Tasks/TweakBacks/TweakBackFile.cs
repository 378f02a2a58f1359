using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>An exposure that tweakback updated.</summary>
/// <param name="File">The path.</param>
/// <param name="Archived">The old primary WCS, where it is now kept.</param>
/// <param name="ShiftArcsec">How far CRVAL of the first chip moved on the sky, arcseconds.</param>
public sealed record TweakBackFile(string File, WcsEntry Archived, double ShiftArcsec);
