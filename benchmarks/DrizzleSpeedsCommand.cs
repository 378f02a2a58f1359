using System.Globalization;
using HstNotebooks.Drizzling;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Benchmarks;

/// <summary>
/// Throughput of the kernels on one core: a chip of 4096 x 2051 pixels without distortion, with SIP of order 4, and with lookup tables, turned by 56 degrees onto
/// its natural scale, map included: <c>drizzle-speeds</c>. Each number is the best of several runs in processor time, as others may use the machine.
/// </summary>
internal static class DrizzleSpeedsCommand
{
    private const int Rounds = 7, Side = 4600;

    public static void Run()
    {
        PixelRowMapping[] maps = [Turned, Map("sip").MapRow, Map("sip+npol+d2im").MapRow];
        var random = new Random(3);
        var image = new Image<float>(4096, 2051);
        foreach (ref float v in image.Span) v = 10 + random.NextSingle();
        Console.WriteLine("| kernel | pixfrac | Mpixel/s on one core, undistorted | SIP | SIP and tables |\n|---|---|---|---|---|");
        foreach (var kernel in Enum.GetValues<DrizzleKernel>())
            foreach (double pixFrac in (double[])[1, 0.8])
            {
                double[] speeds = [.. maps.Select(map => Speed(map, image, kernel, pixFrac))];
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {kernel.ToString().ToLowerInvariant()} | {pixFrac} | {speeds[0]:F0} | {speeds[1]:F0} | {speeds[2]:F0} |"));
            }
    }

    private static double Speed(PixelRowMapping map, Image<float> image, DrizzleKernel kernel, double pixFrac)
    {
        var one = new ParallelOptions { MaxDegreeOfParallelism = 1 };
        var drizzler = new Drizzler(Side, Side, kernel, pixFrac, 0, keepContext: false);
        double best = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            drizzler.AddImage(image, null, map, parallel: one);
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }
        return image.Pixels.Length / best / 1e6;
    }

    /// <summary>A chip without distortion: what is left is the work of the kernel.</summary>
    private static void Turned(double y, double x0, Span<double> outX, Span<double> outY)
    {
        var (s, c) = Math.SinCos(double.DegreesToRadians(56));
        double dx = x0 - 2048, dy = y - 1025;
        for (int i = 0; i < outX.Length; i++)
        {
            outX[i] = Side / 2.0 + c * (dx + i) - s * dy;
            outY[i] = Side / 2.0 + s * (dx + i) + c * dy;
        }
    }

    private static PixelMap Map(string distortion)
    {
        var chip = new WcsBenchmarks { Distortion = distortion };
        chip.Setup();
        var wcs = chip.Chip;
        double degrees = wcs.Linear.PixelScale / 3600;
        var (s, c) = Math.SinCos(double.DegreesToRadians(56));
        return PixelMap.Build(wcs, new LinearWcs(Side / 2.0, Side / 2.0, wcs.Linear.CrVal1, wcs.Linear.CrVal2, -degrees * c, degrees * s, degrees * s, degrees * c), 0);
    }
}
