using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>An exposure that tweakback updated.</summary>
/// <param name="File">The path.</param>
/// <param name="Archived">The old primary WCS, where it is now kept.</param>
/// <param name="Chips">Its chips, in the order of EXTVER.</param>
public sealed record TweakBackFile(string File, WcsEntry Archived, IReadOnlyList<TweakBackChip> Chips)
{
    /// <summary>How far CRVAL of the first chip moved on the sky, arcseconds.</summary>
    public double ShiftArcsec => Chips[0].ShiftArcsec;
}
