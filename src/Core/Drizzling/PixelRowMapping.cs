namespace HstNotebooks.Drizzling;

/// <summary>
/// Maps a run of positions of an input row onto the output frame; <see cref="Wcs.PixelMap.MapRow"/> is one.
/// The positions are x0, x0 + 1, x0 + 2, ... at ordinate <paramref name="y"/>, all 0-based with pixel centres at integers and
/// fractions allowed. A position that cannot be mapped becomes NaN. Must be safe to call from several threads.
/// </summary>
/// <param name="y">Ordinate on the input, 0-based.</param>
/// <param name="x0">First abscissa on the input, 0-based.</param>
/// <param name="outX">Receives the output abscissae, 0-based.</param>
/// <param name="outY">Receives the output ordinates, 0-based.</param>
public delegate void PixelRowMapping(double y, double x0, Span<double> outX, Span<double> outY);
