using HstNotebooks.Images;
using HstNotebooks.Tables;
using HstNotebooks.Wcs;

namespace HstNotebooks.Simulation;

/// <summary>What is true of a simulated chip, whatever its header says.</summary>
/// <param name="ExtVer">EXTVER.</param>
/// <param name="HeaderWcs">The WCS in the header.</param>
/// <param name="TrueWcs">Where the chip really looked.</param>
/// <param name="Stars">Stars on the chip: ra, dec (degrees, at the epoch of the exposure), mag, x, y (FITS pixels, 1-based), electrons.</param>
/// <param name="CosmicRays">1 where a cosmic ray left charge.</param>
public sealed record SimulatedChip(int ExtVer, ImageWcs HeaderWcs, ImageWcs TrueWcs, Table Stars, Image<byte> CosmicRays);
