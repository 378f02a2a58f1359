using HstNotebooks.Drizzling;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>The part of the area that one exposure alone sees, where no cosmic ray can be found.</summary>
[Collection(WorkingFolder.Name)]
public class SingleCoverageTests
{
    [Fact]
    public void The_part_is_that_of_the_pixels_with_data_that_one_image_has()
    {
        // Columns 10 to 59 and 40 to 89 of 100: 80 with data, 20 of them twice.
        ICombineSource[] sources = [Strip(10, 60), Strip(40, 90)];
        Assert.Equal(60.0 / 80, SingleCoverage.Part(sources, new CombineOptions())!.Value, 1e-12);
        Assert.Equal(1, SingleCoverage.Part([sources[0]], new CombineOptions()));
        Assert.Equal(0, SingleCoverage.Part([sources[0], sources[0]], new CombineOptions()));
        Assert.Null(SingleCoverage.Part([Strip(0, 0)], new CombineOptions()));
    }

    [Fact]
    public void Weights_that_the_median_leaves_out_do_not_count()
    {
        // A tenth of the weight in the second half: masked at 0.3 of the mean weight (5.5), and counted without masks.
        var weak = Strip(0, 100, x => x < 50 ? 10 : 1);
        Assert.Equal(0.5, SingleCoverage.Part([Strip(0, 100), weak], new CombineOptions { MaskPoint = 0.3 })!.Value, 1e-12);
        Assert.Equal(0, SingleCoverage.Part([Strip(0, 100), weak], new CombineOptions { UseMasks = false }));
    }

    [Theory]
    [InlineData(0.05, null)]
    [InlineData(0.218, "22 % of the area")]
    [InlineData(1.0, "100 % of the area")]
    public void More_than_five_percent_are_worth_a_warning(double part, string? begin)
    {
        if (begin is null) Assert.Null(SingleCoverage.Warning(part));
        else Assert.StartsWith(begin, SingleCoverage.Warning(part));
    }

    [Fact]
    public void A_run_says_the_part_that_all_pixels_of_the_single_weights_show()
    {
        using var run = GoldenCase.RunWithRecordedSky("default", ("driz_combine", "false"), ("runfile", "run.log"));
        var weights = "abc".Select(c => run.Ours($"isim01a{c}q_single_wht.fits").Pixels).ToArray();
        double[] limits = [.. weights.Select(w => run.Result.Options.CombineMaskPt * w.Where(v => v > 1e-8f).Average(v => (double)v))];
        int any = 0, once = 0;
        for (int i = 0; i < weights[0].Length; i++)
        {
            int n = Enumerable.Range(0, 3).Count(k => weights[k][i] >= limits[k]);
            if (n > 0) any++;
            if (n == 1) once++;
        }
        // Every row is looked at in an image of this size; limits are in single precision.
        Assert.Equal((double)once / any, run.Result.SeenOnce!.Value, 1e-4);
        string warning = Assert.Single(run.Result.Warnings, w => w.Contains("seen by one exposure only", StringComparison.Ordinal));
        Assert.Contains(warning, File.ReadAllText(Path.Combine(run.Folder, "run.log")));
    }

    [Fact]
    public void One_exposure_alone_is_said_also_where_the_others_have_no_time()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string[] inputs = [GoldenCase.WriteInput(folder, "isim01aaq"), GoldenCase.WriteInput(folder, "isim01abq")];
            FitsFile.Update(inputs[1], f => f.PrimaryHeader.Set("EXPTIME", 0.0));
            var result = GoldenCase.InFolder(folder, () => AstroDrizzle.Run(inputs, new AstroDrizzleOptions { Preserve = false, Clean = true }));
            Assert.Equal((1.0, false, false), (result.SeenOnce, result.Options.Median, result.Options.DrizCr));
            Assert.Contains(result.Warnings, w => w.StartsWith("there is one exposure", StringComparison.Ordinal));
            Assert.Equal(0, result.Chips.Doubles("cosmicrays").Sum());
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    private static CombineImage Strip(int from, int to, Func<int, float>? weight = null)
    {
        Image<float> values = new(100, 30), weights = new(100, 30);
        for (int y = 0; y < 30; y++)
            for (int x = from; x < to; x++) weights[y, x] = weight?.Invoke(x) ?? 100;
        return new CombineImage(values, weights);
    }
}
