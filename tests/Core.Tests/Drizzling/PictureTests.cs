using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>What the eye looks for in the pictures of a run, in numbers: residuals about zero, a median without cosmic rays, no seams in the sky.</summary>
[Collection(WorkingFolder.Name)]
public sealed class PictureTests(ITestOutputHelper output)
{
    [Theory]
    // The median of photon noise lies a little below its mean.
    [InlineData("median", -0.3, 0.3)]
    // minmed leaves the highest of three values out: the mean of the two lowest lies 0.42 sigma of a single image, 3 electrons, below the mean.
    [InlineData("minmed", 0.5, 1.5)]
    public void Residuals_of_data_and_blot_are_centred_where_three_exposures_were_compared(string combine, double low, double high)
    {
        using var run = GoldenCase.RunWithRecordedSky("default", ("combine_type", combine), ("driz_combine", "false"));
        foreach (char c in "abc")
            for (int version = 1; version <= 2; version++)
            {
                using var file = FitsFile.Open(Path.Combine(run.Folder, $"isim01a{c}q_flc.fits"));
                float[] data = file.Image("SCI", version).Read<float>().Pixels, blot = run.Ours($"isim01a{c}q_sci{version}_blt.fits").Pixels;
                short[] quality = file.Image("DQ", version).Read<short>().Pixels;
                bool[] seen = SeenByAll(run, ImageWcs.FromHeader(file.Image("SCI", version).Header, file));
                double[] residual = [.. Enumerable.Range(0, data.Length).Where(i => seen[i] && (quality[i] & ~96) == 0).Select(i => (double)data[i] - blot[i]).Order()];
                double median = residual[residual.Length / 2], sigma = (residual[(int)(0.8413 * residual.Length)] - residual[(int)(0.1587 * residual.Length)]) / 2;
                output.WriteLine($"{combine} {c} sci{version}: median {median:F3}, sigma {sigma:F2} of {residual.Length} pixels");
                Assert.True(residual.Length > 100_000);
                Assert.InRange(median, low, high);
                // Photons and read noise make 5.3 electrons; the blot adds and takes some.
                Assert.InRange(sigma, 4, 7.5);
            }
    }

    [Fact]
    public void The_median_is_free_of_cosmic_rays_where_three_exposures_see_the_sky()
    {
        using var run = GoldenCase.RunWithRecordedSky("default", ("driz_combine", "false"));
        long hit = 0, hitBright = 0, other = 0, otherBright = 0;
        foreach (char c in "abc")
            for (int version = 1; version <= 2; version++)
            {
                using var file = FitsFile.Open(Path.Combine(run.Folder, $"isim01a{c}q_flc.fits"));
                using var truth = FitsFile.Open(SharedData.Path("golden", "small", $"isim01a{c}q_sci{version}_crtruth.fits.gz"));
                byte[] touched = ((ImageHdu)truth.Hdus.First(h => h is ImageHdu { HasData: true })).Read<byte>().Pixels;
                float[] blot = run.Ours($"isim01a{c}q_sci{version}_blt.fits").Pixels;
                bool[] seen = SeenByAll(run, ImageWcs.FromHeader(file.Image("SCI", version).Header, file));
                for (int i = 0; i < blot.Length; i++)
                {
                    if (!seen[i]) continue;
                    // Five times the noise of the median above the sky of about 20 electrons.
                    int bright = blot[i] > 40 ? 1 : 0;
                    if (touched[i] != 0) (hit, hitBright) = (hit + 1, hitBright + bright);
                    else (other, otherBright) = (other + 1, otherBright + bright);
                }
            }
        double withHit = (double)hitBright / hit, without = (double)otherBright / other;
        output.WriteLine($"bright in the blot: {100 * withHit:F2} % of {hit} touched pixels, {100 * without:F2} % of the others (stars)");
        Assert.True(hit > 4000);
        // Stars are as frequent below cosmic rays as elsewhere; a hit that two exposures share, or a hot pixel, is left in one of a hundred at most.
        Assert.InRange(withHit, 0, without + 0.01);
    }

    [Fact]
    public void The_sky_of_the_final_image_has_no_step_where_the_number_of_exposures_changes()
    {
        // The sky of each exposure was matched, the chips differ by 3 percent in their own sky.
        using var run = GoldenCase.Run("default");
        var science = run.Ours("sim_drc_sci.fits");
        var weight = run.Ours("sim_drc_wht.fits");
        double[] levels = [.. new[] { (350, 650), (850, 1050), (1400, 1700) }.Select(range =>
        {
            float[] sky = [.. Enumerable.Range(0, science.Pixels.Length).Where(i => weight.Pixels[i] > range.Item1 && weight.Pixels[i] < range.Item2).Select(i => science.Pixels[i]).Order()];
            output.WriteLine($"weight {range}: sky {sky[sky.Length / 2]:F5} from {sky.Length} pixels");
            return (double)sky[sky.Length / 2];
        })];
        // 0.036 electrons/s with an error of 0.004 per pixel; the steps of the input were 0.004 and 0.008.
        Assert.True(levels.Max() - levels.Min() < 0.0006, string.Join(", ", levels));
    }

    /// <summary>Chip pixels where every exposure has its full weight.</summary>
    private static bool[] SeenByAll(GoldenCase run, ImageWcs chip)
    {
        var map = PixelMap.Build(chip, run.Result.Frame.Wcs);
        Image<float>[] weights = [.. "abc".Select(c => run.Ours($"isim01a{c}q_single_wht.fits"))];
        bool[] seen = new bool[chip.Width * chip.Height];
        double[] xs = new double[chip.Width], ys = new double[chip.Width];
        for (int y = 0; y < chip.Height; y++)
        {
            map.MapRow(y, 0, xs, ys);
            for (int x = 0; x < chip.Width; x++)
            {
                int u = (int)Math.Round(xs[x]), v = (int)Math.Round(ys[x]);
                seen[y * chip.Width + x] = u >= 0 && v >= 0 && u < weights[0].Width && v < weights[0].Height && weights.All(w => w[v, u] > 400);
            }
        }
        return seen;
    }
}
