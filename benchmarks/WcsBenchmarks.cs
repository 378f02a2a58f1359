using BenchmarkDotNet.Attributes;
using HstNotebooks.Wcs;

namespace HstNotebooks.Benchmarks;

/// <summary>
/// Mapping of a chip of 4096 x 2051 pixels with SIP of order 4, NPOL and D2IM tables. Each call does 4096 x 100 pixels, so a time
/// of 8 ms is 50 Mpixel/s.
/// </summary>
[MemoryDiagnoser]
public class WcsBenchmarks
{
    /// <summary>The pixels that every benchmark maps.</summary>
    public const int PixelsOfACall = Rows * Columns;
    private const int Rows = 100, Columns = 4096;
    private readonly double[] _x = new double[Columns], _y = new double[Columns], _a = new double[Columns], _b = new double[Columns];
    private ImageWcs _chip = null!;
    private PixelMap _exact = null!, _grid = null!;

    /// <summary>The parts of the distortion.</summary>
    [Params("sip", "sip+npol+d2im")]
    public string Distortion { get; set; } = "sip";

    /// <summary>The chip, once it is set up.</summary>
    internal ImageWcs Chip => _chip;

    /// <summary>Makes the chip and the maps.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var linear = new LinearWcs(2048, 1026, 290.24, 37.8, -6.7e-6, -9.2e-6, -8.8e-6, 6.1e-6);
        var distortion = new DetectorDistortion(2048, 1026, Sip(), Sip());
        if (Distortion != "sip") distortion = new DetectorDistortion(2048, 1026, distortion.SipA, distortion.SipB) { Cpdis1 = Table(), Cpdis2 = Table(), D2Im1 = Table(), D2Im2 = Table() };
        _chip = ImageWcs.FromParts(linear, distortion, Columns, 2051);
        var output = new LinearWcs(2100, 2150, 290.23, 37.81, -1.1e-5, 0, 0, 1.1e-5);
        _exact = PixelMap.Build(_chip, output, 0);
        _grid = PixelMap.Build(_chip, output, 10);
        for (int i = 0; i < Columns; i++) _x[i] = i + 1;

        SipPolynomial Sip()
        {
            var c = new double[5, 5];
            for (int p = 0; p <= 4; p++)
                for (int q = 0; q <= 4 - p; q++)
                    if (p + q > 1) c[p, q] = (random.NextDouble() - 0.5) * Math.Pow(10, -5 - 3.5 * (p + q - 2));
            return new SipPolynomial(c);
        }

        LookupTable Table()
        {
            var values = new float[64 * 32];
            for (int i = 0; i < values.Length; i++) values[i] = 0.1f * random.NextSingle();
            return new LookupTable(64, 32, values, (0, 0), (0, 0), (64, 64));
        }
    }

    /// <summary>Chip to output frame, exactly, at pixel corners.</summary>
    [Benchmark]
    public double ExactMap() => Map(_exact);

    /// <summary>Chip to output frame through DrizzlePac's grid of step 10.</summary>
    [Benchmark]
    public double GridMap() => Map(_grid);

    /// <summary>Pixel to sky.</summary>
    [Benchmark]
    public double PixelToSky()
    {
        for (int row = 0; row < Rows; row++)
        {
            Array.Fill(_y, row * 20 + 1.0);
            _chip.PixelToSky(_x, _y, _a, _b);
        }
        return _a[^1];
    }

    /// <summary>Sky to pixel, by Newton's method.</summary>
    [Benchmark]
    public double SkyToPixel()
    {
        for (int row = 0; row < Rows; row++)
        {
            Array.Fill(_y, row * 20 + 1.0);
            _chip.Linear.PixelToSky(_x, _y, _a, _b);
            _chip.SkyToPixel(_a, _b, _a, _b);
        }
        return _a[^1];
    }

    private double Map(PixelMap map)
    {
        for (int row = 0; row < Rows; row++) map.MapRow(row * 20 - 0.5, -0.5, _a, _b);
        return _a[^1];
    }
}
