namespace HstNotebooks.Tasks;

/// <summary>A chip that tweakback updated.</summary>
/// <param name="ExtVer">EXTVER of its SCI extension.</param>
/// <param name="ShiftArcsec">How far its CRVAL moved on the sky, arcseconds.</param>
public sealed record TweakBackChip(int ExtVer, double ShiftArcsec);
