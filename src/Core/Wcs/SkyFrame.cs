namespace HstNotebooks.Wcs;

/// <summary>An undistorted output frame: a linear WCS with a size and a name. What images are drizzled onto, and the plane in which they are aligned.</summary>
/// <param name="Wcs">The linear WCS, pixels 1-based.</param>
/// <param name="Width">NAXIS1.</param>
/// <param name="Height">NAXIS2.</param>
/// <param name="Name">WCSNAME.</param>
public sealed record SkyFrame(LinearWcs Wcs, int Width, int Height, string Name = "");
