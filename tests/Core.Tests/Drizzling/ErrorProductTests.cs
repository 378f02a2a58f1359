using System.Globalization;
using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>The product ERR of a whole run (final_err) on the simulated exposures of the golden case.</summary>
[Collection(WorkingFolder.Name)]
public sealed class ErrorProductTests(ITestOutputHelper output)
{
    [Fact]
    public void One_file_and_split_files_hold_the_same_errors_and_the_scatter_of_the_sky()
    {
        using var split = GoldenCase.RunWithRecordedSky("default", ("final_err", "true"));
        using var one = GoldenCase.RunWithRecordedSky("default", ("final_err", "true"), ("build", "true"));
        Assert.Equal("sim_drc_err.fits", split.Result.ErrorPath);
        Assert.Contains("sim_drc_err.fits", split.Result.Products);
        float[] errors = split.Ours("sim_drc_err.fits").Pixels, science = split.Ours("sim_drc_sci.fits").Pixels, weight = split.Ours("sim_drc_wht.fits").Pixels;
        using (var file = FitsFile.Open(Path.Combine(one.Folder, "sim_drc.fits")))
        {
            Assert.Equal(["PRIMARY", "SCI", "WHT", "CTX", "ERR", "HDRTAB"], file.Hdus.Select(h => h.Name));
            Assert.Equal(5, file.PrimaryHeader.GetInt("NEXTEND"));
            Assert.Equal(errors, file.Image("ERR").Read<float>().Pixels);
            Assert.Equal("ELECTRONS/S", file.Image("ERR").Header.GetString("BUNIT").Trim());
            Assert.Equal(split.Result.Frame.Wcs.CrVal1, LinearWcs.FromHeader(file.Image("ERR").Header).CrVal1);
        }
        bool[] dark = FarFromStars(split.Result.Frame);
        // The matched sky leaves the common sky in; it must go, or the errors' own variation would count as scatter.
        float[] levels = [.. Enumerable.Range(0, errors.Length).Where(i => weight[i] > 1400 && dark[i]).Select(i => science[i]).Order()];
        float level = levels[levels.Length / 2];
        var pulls = new List<float>();
        for (int i = 0; i < errors.Length; i++)
        {
            Assert.Equal(weight[i] == 0, float.IsNaN(errors[i]));
            if (weight[i] > 1400 && dark[i]) pulls.Add((science[i] - level) / errors[i]);
        }
        float[] sorted = [.. pulls.Order()];
        double scatter = (sorted[(int)(0.84134 * sorted.Length)] - sorted[(int)(0.15866 * sorted.Length)]) / 2;
        output.WriteLine($"{sorted.Length} pixels, scatter of the sky over its error {scatter:F3}");
        Assert.True(sorted.Length > 20_000);
        // The skies of the two chips differ by 3 percent, a quarter of the error, which adds one percent.
        Assert.InRange(scatter, 0.98, 1.03);
    }

    /// <summary>Output pixels more than 20 pixels from every star of the simulation.</summary>
    private static bool[] FarFromStars(SkyFrame frame)
    {
        bool[] far = new bool[frame.Width * frame.Height];
        Array.Fill(far, true);
        foreach (string line in File.ReadLines(SharedData.Path("golden", "small", "stars_truth.csv")).Skip(1))
        {
            string[] f = line.Split(',');
            var at = frame.Wcs.SkyToPixel(double.Parse(f[0], CultureInfo.InvariantCulture), double.Parse(f[1], CultureInfo.InvariantCulture));
            for (int y = Math.Max(0, (int)at.Y - 21); y < Math.Min(frame.Height, at.Y + 20); y++)
                for (int x = Math.Max(0, (int)at.X - 21); x < Math.Min(frame.Width, at.X + 20); x++)
                    if (double.Hypot(x + 1 - at.X, y + 1 - at.Y) < 20) far[y * frame.Width + x] = false;
        }
        return far;
    }

    [Fact]
    public void With_points_an_error_is_the_root_of_the_weighted_variances()
    {
        using var run = GoldenCase.RunWithRecordedSky("default", ("final_err", "true"), ("final_kernel", "point"), ("stepsize", "0"));
        var frame = run.Result.Frame;
        double[] variance = new double[frame.Width * frame.Height], sum = new double[variance.Length];
        foreach (char c in "abc")
            for (int version = 1; version <= 2; version++)
            {
                using var file = FitsFile.Open(Path.Combine(run.Folder, $"isim01a{c}q_flc.fits"));
                float[] error = file.Image("ERR", version).Read<float>().Pixels;
                var mask = run.Ours($"isim01a{c}q_sci{version}_final_mask.fits");
                var wcs = ImageWcs.FromHeader(file.Image("SCI", version).Header, file);
                double time = file.PrimaryHeader.GetDouble("EXPTIME"), natural = wcs.Aperture!.Scale, area = Math.Pow(frame.Wcs.PixelScale / natural, 2);
                for (int y = 0; y < mask.Height; y++)
                    for (int x = 0; x < mask.Width; x++)
                    {
                        double w = mask[y, x];
                        if (w == 0) continue;
                        var sky = wcs.PixelToSky(x + 1, y + 1);
                        var at = frame.Wcs.SkyToPixel(sky.Ra, sky.Dec);
                        int u = (int)Math.Floor(at.X - 0.5), v = (int)Math.Floor(at.Y - 0.5);
                        if (u < 0 || v < 0 || u >= frame.Width || v >= frame.Height) continue;
                        double e = error[y * mask.Width + x] / time * area;
                        variance[v * frame.Width + u] += w * w * e * e;
                        sum[v * frame.Width + u] += w;
                    }
            }
        float[] ours = run.Ours("sim_drc_err.fits").Pixels;
        int different = 0, compared = 0;
        for (int i = 0; i < ours.Length; i++)
        {
            if (sum[i] == 0) continue;
            compared++;
            double expected = Math.Sqrt(variance[i]) / sum[i];
            if (!(Math.Abs(ours[i] - expected) <= 2e-6 * expected)) different++;
        }
        output.WriteLine($"{different} of {compared} pixels differ");
        // Positions within rounding of a pixel's edge may fall on either side.
        Assert.True(compared > 500_000 && different <= 4, $"{different} of {compared} pixels differ");
    }

    [Fact]
    public void Bands_and_counts_change_nothing_but_the_unit()
    {
        using var rate = GoldenCase.RunWithRecordedSky("default", ("final_err", "true"));
        using var counts = GoldenCase.RunWithRecordedSky("default", ("final_err", "true"), ("final_units", "counts"), ("context", "false"));
        float[] a = rate.Ours("sim_drc_err.fits").Pixels, b = counts.Ours("sim_drc_err.fits").Pixels;
        for (int i = 0; i < a.Length; i++) if (!float.IsNaN(a[i])) Assert.Equal(1500 * a[i], b[i], 1e-5f * b[i]);
        using var file = FitsFile.Open(Path.Combine(counts.Folder, "sim_drc_err.fits"));
        Assert.Equal("ELECTRONS", file.PrimaryHeader.GetString("BUNIT").Trim());
        Assert.Equal("ERR", file.PrimaryHeader.GetString("FILETYPE").Trim());
        Assert.Equal("final_err", Assert.Throws<InputException>(() => (counts.Result with { ErrorPath = null }).ReadErrors()).Parameter);
    }

    [Fact]
    public void Without_an_error_array_photons_and_read_noise_are_counted_and_that_is_said()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string input = GoldenCase.WriteInput(folder, "isim01aaq");
            FitsFile.Update(input, f =>
            {
                foreach (int v in (int[])[1, 2]) f.Remove(f["ERR", v]);
            });
            var (result, errors) = GoldenCase.InFolder(folder, () =>
            {
                var made = AstroDrizzle.Run([input], new AstroDrizzleOptions { Preserve = false, FinalErr = true, FinalKernel = DrizzleKernel.Point, SkySub = false, Clean = true });
                return (made, made.ReadErrors());
            });
            Assert.Equal(2, result.Warnings.Count(w => w.Contains("no ERR array", StringComparison.Ordinal)));
            float[] sorted = [.. errors.Pixels.Where(float.IsFinite).Order()];
            double median = sorted[sorted.Length / 2];
            // 20 electrons of sky and a read noise of 3.1 in 500 s.
            Assert.Equal(Math.Sqrt(0.036 * 500 + 3.1 * 3.1) / 500, median, 0.0006);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }
}
