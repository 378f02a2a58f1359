using System.IO.Compression;
using HstNotebooks.Alignment;
using HstNotebooks.Detection;
using HstNotebooks.Drizzling;
using HstNotebooks.Exposures;
using HstNotebooks.Images;
using HstNotebooks.Sky;

namespace HstNotebooks.Tests.RealData;

/// <summary>
/// Four ACS/HRC images of 47 Tucanae with real pixels, from files to a drizzled picture. Three of them were made from raw frames without dark, flat
/// and the distortion of their own filter, so positions agree to some tenths of a pixel only.
/// </summary>
public sealed class Hrc47TucTests : IDisposable
{
    private static readonly string[] Roots = ["j8bt06nyq", "j8bt06o6q", "j8bt05njq", "j8bt09jcq"];
    private readonly string folder = Checkout.NewScratchFolder();
    private readonly string[] files;

    public Hrc47TucTests() => files = [.. Roots.Select(Unpack)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_exposures_are_aligned_to_one_another_as_measured_independently()
    {
        var first = Align(updateHeaders: true);
        Assert.Equal(AlignmentVerdict.Reference, first.Images[0].Verdict);
        // facts of data/hrc-47tuc/measured_offsets.txt: where an image's stars lie against the first, east and north, in units of 0.025 arcsec.
        (double East, double North)[] measured = [(-0.321, -0.467), (0.162, -0.287), (-0.599, -1.232)];
        for (int i = 1; i < files.Length; i++)
        {
            var image = first.Images[i];
            var frame = first.ReferenceFrame.Wcs;
            double perPixel = 3600 / 0.025;
            double east = (frame.Cd11 * image.Fit!.ShiftX + frame.Cd12 * image.Fit.ShiftY) * perPixel;
            double north = (frame.Cd21 * image.Fit.ShiftX + frame.Cd22 * image.Fit.ShiftY) * perPixel;
            Log($"{image.FileName}: {image.Sources.RowCount} sources, {image.MatchCount} matches, east {east:F3} north {north:F3} (measured {-measured[i - 1].East:F3} {-measured[i - 1].North:F3}), rms {image.Fit.RmsX:F3} {image.Fit.RmsY:F3} pixel");
            Assert.Equal(AlignmentVerdict.Good, image.Verdict);
            Assert.True(image.MatchCount > 380);
            // The two measurements refer to different centres: scales that differ by 3e-4 over some hundred pixels, and an rms of 0.1 pixel each.
            Assert.Equal(-measured[i - 1].East, east, 0.15);
            Assert.Equal(-measured[i - 1].North, north, 0.15);
            Assert.True(image.Fit.RmsX < 0.11 && image.Fit.RmsY < 0.11);
        }

        // With the new headers nothing is left to correct.
        foreach (var image in Align(updateHeaders: false).Images.Skip(1))
        {
            Log($"again: {image.FileName} {image.Fit!.ShiftX:F4} {image.Fit.ShiftY:F4} rot {Math.IEEERemainder(image.Fit.Rotation, 360):F5} scale {image.Fit.Scale:F6}");
            Assert.InRange(double.Hypot(image.Fit.ShiftX, image.Fit.ShiftY), 0, 0.02);
            Assert.Equal(1, image.Fit.Scale, 2e-5);
        }
    }

    [Fact]
    public void Aligned_exposures_of_one_filter_are_drizzled_and_their_stars_keep_places_and_light()
    {
        var aligned = Align(updateHeaders: true);
        var result = AstroDrizzle.Run(files[..2], new AstroDrizzleOptions
        {
            Output = Path.Combine(folder, "f606w"),
            RunFile = "",
            Preserve = false,
            Clean = true,
            Context = false,
            DrizSepBits = "64,32",
            FinalBits = "64,32",
            // The file that was made from a raw frame has no read noise in its header.
            RdNoise = "4.71",
        }, cancel: TestContext.Current.CancellationToken);
        var science = result.ReadScience();
        var weight = result.ReadWeight();
        Assert.Equal((result.Frame.Width, result.Frame.Height), (science.Width, science.Height));
        // Where both exposures overlap, the weight is the sum of their times over the area of an input pixel, 1.08 to 1.17 output pixels.
        float[] covered = [.. weight.Pixels.Where(w => w > 0).Order()];
        Log($"weights: {covered[covered.Length / 10]:F1} {covered[^(covered.Length / 50)]:F1}");
        Assert.InRange(covered[covered.Length / 10], 60 / 1.2, 60 / 1.05);
        Assert.InRange(covered[^(covered.Length / 50)], 120 / 1.2, 120 / 1.05);

        var found = SourceFinder.Find(science, new SourceFindingOptions { Threshold = 50.0, ConvWidth = 3.0 }, cancel: TestContext.Current.CancellationToken);
        Log($"{found.Count} sources in the drizzled image, sigma {found.SkySigma:G4}");
        Assert.True(found.Count > 1000);
        foreach (int e in (int[])[0, 1])
        {
            using var exposure = Exposure.Open(files[e]);
            var (dx, dy, light) = Compare(exposure.Chips[0], aligned.Images[e].Sources.Doubles("x"), aligned.Images[e].Sources.Doubles("y"), science, found, result);
            Log($"{exposure.FileName}: {dx.Length} stars, offset {Median(dx):F3} {Median(dy):F3}, scatter {Spread(dx):F3} {Spread(dy):F3} pixel, light {Median(light):F4}");
            Assert.True(dx.Length > 500);
            Assert.Equal(0, Median(dx), 0.03);
            Assert.Equal(0, Median(dy), 0.03);
            Assert.InRange(Spread(dx), 0, 0.15);
            Assert.InRange(Spread(dy), 0, 0.15);
            // The second image lacks the flat field, so that the mean of both differs from each by some per cent.
            Assert.InRange(Median(light), 0.9, 1.1);
        }
    }

    /// <summary>Offsets in output pixels between the stars of an exposure, carried by its header, and those of the drizzled image.</summary>
    private static (double[] Dx, double[] Dy, double[] Light) Compare(Chip chip, double[] x, double[] y, Image<float> science, SourceList found, AstroDrizzleResult result)
    {
        var cells = new Dictionary<(int, int), List<int>>();
        for (int i = 0; i < found.Count; i++)
        {
            var cell = ((int)found.X[i], (int)found.Y[i]);
            if (!cells.TryGetValue(cell, out var list)) cells[cell] = list = [];
            list.Add(i);
        }
        var input = chip.ReadScience();
        double scale = chip.Header.GetDouble("IDCSCALE");
        var (dx, dy, light) = (new List<double>(), new List<double>(), new List<double>());
        for (int s = 0; s < x.Length; s++)
        {
            var sky = chip.Wcs.PixelToSky(x[s], y[s]);
            var at = result.Frame.Wcs.SkyToPixel(sky.Ra, sky.Dec);
            double best = 1;
            int match = -1;
            for (int i = -1; i <= 1; i++)
                for (int j = -1; j <= 1; j++)
                    foreach (int f in cells.GetValueOrDefault(((int)at.X + i, (int)at.Y + j)) ?? [])
                        if (double.Hypot(found.X[f] - at.X, found.Y[f] - at.Y) < best)
                            (best, match) = (double.Hypot(found.X[f] - at.X, found.Y[f] - at.Y), f);
            if (match < 0) continue;
            dx.Add(found.X[match] - at.X);
            dy.Add(found.Y[match] - at.Y);
            double drizzled = Aperture(science, at.X - 1, at.Y - 1, 6, 10), before = Aperture(input, x[s] - 1, y[s] - 1, 6, 10);
            if (before > 20000 && double.IsFinite(drizzled)) light.Add(drizzled * chip.Exposure.ExposureTime / (before * PixelArea(chip, x[s], y[s]) / (scale * scale)));
        }
        return ([.. dx], [.. dy], [.. light]);
    }

    private static double PixelArea(Chip chip, double x, double y)
    {
        var plane = new HstNotebooks.Wcs.LinearWcs(0, 0, chip.Wcs.Linear.CrVal1, chip.Wcs.Linear.CrVal2, 1 / 3600.0, 0, 0, 1 / 3600.0);
        PixelPosition At(double px, double py)
        {
            SkyPosition sky = chip.Wcs.PixelToSky(px, py);
            return plane.SkyToPixel(sky.Ra, sky.Dec);
        }
        var (l, r, b, t) = (At(x - 0.5, y), At(x + 0.5, y), At(x, y - 0.5), At(x, y + 0.5));
        return Math.Abs((r.X - l.X) * (t.Y - b.Y) - (r.Y - l.Y) * (t.X - b.X));
    }

    /// <summary>Sum within a radius less the median of a ring; 0-based.</summary>
    private static double Aperture(Image<float> image, double cx, double cy, double radius, double ring)
    {
        double sum = 0;
        int count = 0;
        var around = new List<float>();
        for (int y = (int)(cy - ring); y <= cy + ring; y++)
            for (int x = (int)(cx - ring); x <= cx + ring; x++)
            {
                if (x < 0 || y < 0 || x >= image.Width || y >= image.Height) return double.NaN;
                double r = double.Hypot(x - cx, y - cy);
                if (r <= radius) { sum += image[y, x]; count++; }
                else if (r <= ring) around.Add(image[y, x]);
            }
        around.Sort();
        return sum - count * around[around.Count / 2];
    }

    private TweakRegResult Align(bool updateHeaders) => TweakReg.Run(files, new TweakRegOptions
    {
        OutputFolder = folder,
        SourceFinding = new() { Threshold = 100.0, ConvWidth = 3.0 },
        UpdateHdr = updateHeaders,
        WcsName = "REL",
        RunFile = "",
        WriteCat = false,
        See2DPlot = false,
        ResidPlot = ResidualPlots.None,
    }, cancel: TestContext.Current.CancellationToken);

    private string Unpack(string root)
    {
        string path = Path.Combine(folder, root + "_flt.fits");
        using var input = new GZipStream(File.OpenRead(SharedData.Path("data", "hrc-47tuc", root + "_flt.fits.gz")), CompressionMode.Decompress);
        using var output = File.Create(path);
        input.CopyTo(output);
        return path;
    }

    private static double Median(double[] values) => values.Length == 0 ? double.NaN : values.Order().ElementAt(values.Length / 2);

    private static double Spread(double[] values)
    {
        double median = Median(values);
        return 1.4826 * Median([.. values.Select(v => Math.Abs(v - median))]);
    }

    private static void Log(string text) => TestContext.Current.TestOutputHelper?.WriteLine(text);
}
