using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HstNotebooks.Wcs;

/// <summary>The exact map from a chip to an output frame: distortion, then plane to plane.</summary>
internal sealed class ExactPixelMap : PixelMap
{
    private readonly DetectorDistortion? _distortion;
    private readonly CelestialTransform _chip, _output;
    private readonly Homography _homography;
    private readonly bool _planeToPlane;

    public ExactPixelMap(ImageWcs chip, LinearWcs output) : base(chip.Width, chip.Height)
    {
        _distortion = chip.Distortion;
        _chip = chip.Transform;
        _output = new CelestialTransform(output);
        _planeToPlane = _chip.IsGnomonic && _output.IsGnomonic;
        if (_planeToPlane) _homography = _chip.HomographyTo(_output);
    }

    public override int Step => 0;

    public override void MapRow(double y, double x0, Span<double> outX, Span<double> outY)
    {
        if (outX.Length != outY.Length) throw new ArgumentException("outputs of different lengths", nameof(outY));
        var yy = Vector512.Create(y + 1);
        var lanes = Vector512.Create(0.0, 1, 2, 3, 4, 5, 6, 7);
        int n = outX.Length, i = 0;
        for (; i + 8 <= n; i += 8)
        {
            Map(Vector512.Create(x0 + 1 + i) + lanes, yy, out var px, out var py);
            px.CopyTo(outX[i..]);
            py.CopyTo(outY[i..]);
        }
        if (i == n) return;
        // Lanes without a position repeat the last one: another might lie in the next cell of a table.
        Map(Vector512.Create(x0 + 1 + i) + Vector512.Min(lanes, Vector512.Create(n - i - 1.0)), yy, out var lastX, out var lastY);
        for (int lane = 0; i < n; i++, lane++) (outX[i], outY[i]) = (lastX.GetElement(lane), lastY.GetElement(lane));
    }

    /// <summary>Eight positions, 1-based in, 0-based out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Map(Vector512<double> x, Vector512<double> y, out Vector512<double> outX, out Vector512<double> outY)
    {
        if (_distortion is { } distortion) distortion.ToFocal(x, y, out x, out y);
        if (_planeToPlane) _homography.Map(x, y, out x, out y);
        else (x, y) = ThroughSky(x, y);
        outX = x - Vector512<double>.One;
        outY = y - Vector512<double>.One;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private (Vector512<double> X, Vector512<double> Y) ThroughSky(Vector512<double> x, Vector512<double> y)
    {
        for (int lane = 0; lane < 8; lane++)
        {
            _chip.ToSky(x.GetElement(lane), y.GetElement(lane), out double ra, out double dec);
            _output.ToPixel(ra, dec, out double px, out double py);
            x = x.WithElement(lane, px);
            y = y.WithElement(lane, py);
        }
        return (x, y);
    }
}
