using HstNotebooks.Drizzling;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>How many of the pixels that simulated cosmic rays touched are flagged, where another exposure shows the same sky.</summary>
[Collection(WorkingFolder.Name)]
public class CosmicRayTruthTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("3.5 3.0", "1.2 0.7", 0.985, 5e-4)]
    [InlineData("5.0 4.0", "1.2 0.7", 0.985, 5e-4)]
    [InlineData("3.5 3.0", "2.0 1.5", 0.980, 3e-4)]
    [InlineData("3.5 3.0", "0.9 0.5", 0.988, 8e-4)]
    public void Most_pixels_that_were_hit_are_flagged_and_few_others(string snr, string scale, double found, double wrong)
    {
        using var run = GoldenCase.Run("default", ("driz_cr_snr", snr), ("driz_cr_scale", scale), ("driz_combine", "false"));
        long hit = 0, hitAndFlagged = 0, clean = 0, cleanAndFlagged = 0;
        foreach (char c in "abc")
            for (int version = 1; version <= 2; version++)
            {
                using var truth = FitsFile.Open(SharedData.Path("golden", "small", $"isim01a{c}q_sci{version}_crtruth.fits.gz"));
                var touched = ((ImageHdu)truth.Hdus.First(h => h is ImageHdu { HasData: true })).Read<byte>();
                using var input = FitsFile.Open(Path.Combine(run.Folder, $"isim01a{c}q_flc.fits"));
                short[] quality = input.Image("DQ", version).Read<short>().Pixels;
                var mask = run.Ours($"isim01a{c}q_sci{version}_crmask.fits");
                var seen = SeenByOthers(run, c, ImageWcs.FromHeader(input.Image("SCI", version).Header, input));
                for (int y = 2; y < mask.Height - 2; y++)
                    for (int x = 2; x < mask.Width - 2; x++)
                    {
                        int i = y * mask.Width + x;
                        if ((quality[i] & ~4096) != 0 || !seen[y, x]) continue;
                        bool flagged = mask.Pixels[i] == 0;
                        if (touched.Pixels[i] != 0) { hit++; hitAndFlagged += flagged ? 1 : 0; }
                        else { clean++; cleanAndFlagged += flagged ? 1 : 0; }
                    }
            }
        output.WriteLine($"snr {snr} scale {scale}: {hitAndFlagged} of {hit} touched pixels, {cleanAndFlagged} of {clean} others");
        Assert.True(hit > 5000, $"only {hit} pixels were hit");
        Assert.InRange((double)hitAndFlagged / hit, found, 1);
        Assert.InRange((double)cleanAndFlagged / clean, 0, wrong);
    }

    /// <summary>Whether another exposure has weight where a pixel of the chip falls.</summary>
    private static bool[,] SeenByOthers(GoldenCase run, char exposure, ImageWcs chip)
    {
        var map = PixelMap.Build(chip, run.Result.Frame.Wcs);
        var seen = new bool[chip.Height, chip.Width];
        Image<float>[] weights = [.. "abc".Where(c => c != exposure).Select(c => run.Ours($"isim01a{c}q_single_wht.fits"))];
        double[] xs = new double[chip.Width], ys = new double[chip.Width];
        for (int y = 0; y < chip.Height; y++)
        {
            map.MapRow(y, 0, xs, ys);
            for (int x = 0; x < chip.Width; x++)
            {
                int u = (int)Math.Round(xs[x]), v = (int)Math.Round(ys[x]);
                seen[y, x] = u >= 0 && v >= 0 && u < weights[0].Width && v < weights[0].Height && weights.Any(w => w[v, u] > 200);
            }
        }
        return seen;
    }
}
