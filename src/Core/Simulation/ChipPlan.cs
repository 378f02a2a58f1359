using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Simulation;

/// <summary>Everything the renderer needs of one chip, decided before the first random number is drawn.</summary>
/// <param name="Geometry">The chip.</param>
/// <param name="Header">The header of SCI, complete.</param>
/// <param name="HeaderWcs">What the header claims.</param>
/// <param name="TrueWcs">Where the chip really looked.</param>
/// <param name="Stars">Light on the chip.</param>
internal sealed record ChipPlan(ChipGeometry Geometry, FitsHeader Header, ImageWcs HeaderWcs, ImageWcs TrueWcs, IReadOnlyList<StarImage> Stars);
