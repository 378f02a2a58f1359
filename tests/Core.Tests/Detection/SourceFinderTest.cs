using HstNotebooks.Detection;
using HstNotebooks.Errors;
using HstNotebooks.Images;
using HstNotebooks.Parameters;

namespace HstNotebooks.Tests.Detection;

public partial class SourceFinderTest
{
    private static readonly SourceFindingOptions Fixed = new() { ComputeSig = false, SkySigma = 5, Threshold = 10 };

    // The marginal fit is linearised about the pixel's centre (Stetson 1987), so its error grows with the distance from there.
    [Theory]
    [InlineData(30.0, 40.0, 1e-4)]
    [InlineData(30.2, 39.9, 0.01)]
    [InlineData(30.37, 40.81, 0.02)]
    [InlineData(29.55, 39.5, 0.05)]
    public void A_Gaussian_of_the_kernels_width_is_found_at_its_centre(double x, double y, double tolerance)
    {
        var image = Flat(64, 80, 100);
        AddStar(image, x, y, 5000, 3.5);
        var found = Find(image, Fixed);
        Assert.Equal(1, found.Count);
        Assert.Equal(x + 1, found.X[0], tolerance);
        Assert.Equal(y + 1, found.Y[0], tolerance);
        Assert.True(found.Peak[0] > 4000);
    }

    [Fact]
    public void A_constant_added_to_the_image_moves_no_source()
    {
        var image = Field(7);
        var plain = Find(image, Fixed);
        var raised = image.Clone();
        for (int i = 0; i < raised.Pixels.Length; i++) raised.Pixels[i] += 512;
        var after = Find(raised, Fixed);
        Assert.Equal(plain.Count, after.Count);
        Assert.True(plain.Count > 30);
        for (int i = 0; i < plain.Count; i++)
        {
            Assert.Equal(plain.X[i], after.X[i], 2e-4);
            Assert.Equal(plain.Y[i], after.Y[i], 2e-4);
        }
    }

    [Fact]
    public void Turning_the_image_turns_the_list()
    {
        var image = Field(8);
        var turned = new Image<float>(image.Height, image.Width);
        for (int y = 0; y < image.Height; y++)
        {
            for (int x = 0; x < image.Width; x++) turned[x, y] = image[y, x];
        }
        var plain = Find(image, Fixed);
        var after = Find(turned, Fixed);
        var swapped = after.X.Zip(after.Y).ToList();
        int same = Enumerable.Range(0, plain.Count).Count(i => swapped.Any(p => Math.Abs(p.First - plain.Y[i]) < 1e-3 && Math.Abs(p.Second - plain.X[i]) < 1e-3));
        // The filter of close neighbours looks along y only, so a few may differ.
        Assert.True(same >= plain.Count - 2, $"{same} of {plain.Count}");
    }

    [Fact]
    public void Masked_pixels_give_no_source()
    {
        var image = Flat(64, 64, 0);
        AddStar(image, 20, 20, 5000, 3.5);
        AddStar(image, 45, 45, 5000, 3.5);
        var mask = new Image<byte>(64, 64);
        mask.Span.Fill(1);
        for (int y = 15; y < 26; y++) mask.Row(y)[15..26].Clear();
        var found = Find(image, Fixed, mask);
        Assert.Equal(1, found.Count);
        Assert.Equal(46, found.X[0], 0.01);
    }

    [Fact]
    public void Missing_pixels_spoil_only_the_sources_that_they_touch()
    {
        var image = Flat(64, 64, 0);
        AddStar(image, 20, 20, 5000, 3.5);
        AddStar(image, 45, 45, 5000, 3.5);
        image[21, 20] = float.NaN;
        var found = Find(image, Fixed);
        Assert.Contains(Enumerable.Range(0, found.Count), i => Math.Abs(found.X[i] - 46) < 0.01);
        Assert.DoesNotContain(Enumerable.Range(0, found.Count), i => Math.Abs(found.X[i] - 21) < 2 && Math.Abs(found.Y[i] - 21) < 2);
    }

    [Fact]
    public void A_chip_without_a_usable_pixel_is_refused()
    {
        var image = Flat(20, 20, float.NaN);
        Assert.Contains("NaN", Assert.Throws<InputException>(() => Find(image)).Message);
    }

    [Fact]
    public void Sharpness_tells_a_hot_pixel_from_a_star()
    {
        var image = Flat(64, 64, 0);
        AddStar(image, 20, 20, 5000, 2.5);
        image[45, 45] = 5000;
        Assert.Equal(2, Find(image, Fixed).Count);
        var found = Find(image, Fixed with { UseSharpRound = true });
        Assert.Equal(1, found.Count);
        Assert.Equal(21, found.X[0], 0.01);
        Assert.InRange(found.Sharpness[0], 0.2, 1.0);
        Assert.Equal(0, found.Round1[0], 0.01);
        Assert.Equal(0, found.Round2[0], 0.01);
    }

    [Fact]
    public void Roundness_tells_a_streak_from_a_star()
    {
        var image = Flat(120, 100, 100);
        AddStar(image, 30, 40, 3000, 3.5);
        for (int x = 70; x < 100; x++) image[50, x] += (float)(3000 * Math.Exp(-(x - 85) * (x - 85) / (2 * 2.5 * 2.5)));
        var all = Find(image, Fixed with { UseSharpRound = true, SharpLo = null, SharpHi = null, RoundLo = null, RoundHi = null });
        var round = Find(image, Fixed with { UseSharpRound = true, SharpLo = null, SharpHi = null });
        Assert.Contains(all.X, x => x > 60);
        Assert.All(round.X, x => Assert.Equal(31, x, 0.05));
        Assert.InRange(round.Round1[0], -0.05, 0.05);
        Assert.InRange(round.Round2[0], -0.05, 0.05);
        // The heights of the Gaussians along x and y differ by more than their mean.
        int streak = Array.FindIndex(all.X, x => x > 60);
        Assert.True(Math.Abs(all.Round2[streak]) > 1, $"{all.Round2[streak]}");
    }

    [Theory]
    [InlineData(30)]
    [InlineData(120)]
    public void A_kernel_of_the_shape_of_a_source_answers_more_than_one_across_it(double theta)
    {
        // The convolved image is the height of the best Gaussian: that of the source, 1000, where both have one shape, 787 for one across it.
        var image = Flat(80, 80, 100);
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(theta));
        double major = 5 / 2.354820045, minor = major / 2;
        for (int y = 0; y < 80; y++)
        {
            for (int x = 0; x < 80; x++)
            {
                double along = (x - 40) * cos + (y - 40) * sin, across = -(x - 40) * sin + (y - 40) * cos;
                image[y, x] += (float)(1000 * Math.Exp(-along * along / (2 * major * major) - across * across / (2 * minor * minor)));
            }
        }
        var shape = Fixed with { ConvWidth = 5, Ratio = 0.5, Threshold = 980.0 / 5 };
        Assert.Equal(1, Find(image, shape with { Theta = theta }).Count);
        Assert.Equal(0, Find(image, shape with { Theta = theta + 90 }).Count);
        Assert.Equal(0, Find(image, shape with { Theta = theta, Threshold = 1002.0 / 5 }).Count);
    }

    [Fact]
    public void Peak_limits_are_exclusive_and_a_flux_limit_of_zero_is_none()
    {
        var image = Flat(64, 64, 0);
        AddStar(image, 20, 20, 5000, 3.5);
        AddStar(image, 45, 45, 1000, 3.5);
        Assert.Equal(46, Assert.Single(Find(image, Fixed with { PeakMax = 5000 }).X), 0.01);
        Assert.Equal(21, Assert.Single(Find(image, Fixed with { PeakMin = 1000 }).X), 0.01);
        Assert.Equal(2, Find(image, Fixed with { FluxMin = 0, FluxMax = 0 }).Count);
        Assert.Equal(21, Assert.Single(Find(image, Fixed with { FluxMin = 20_000 }).X), 0.01);
    }

    [Fact]
    public void The_list_is_the_same_for_any_number_of_bands()
    {
        var image = Field(9);
        var first = Find(image, Fixed);
        for (int i = 0; i < 3; i++)
        {
            var again = Find(image, Fixed);
            Assert.Equal(first.X, again.X);
            Assert.Equal(first.Y, again.Y);
            Assert.Equal(first.Flux, again.Flux);
        }
    }

    [Fact]
    public void The_automatic_threshold_gives_the_list_of_the_same_threshold_written_down()
    {
        var image = Field(10);
        foreach (int wanted in (int[])[10, 25])
        {
            var found = ThresholdSearch.Find(image, new SourceFindingOptions { Threshold = AutoNumber.Auto, WantedSources = wanted }, null, TestContext.Current.CancellationToken);
            Assert.InRange(found.Count, wanted / 2, 2 * wanted);
            var again = SourceFinder.Find(image, new SourceFindingOptions { ComputeSig = false, SkySigma = found.SkySigma, Threshold = found.Threshold / found.SkySigma }, cancel: TestContext.Current.CancellationToken);
            Assert.Equal(found.X, again.X);
            Assert.Equal(found.Y, again.Y);
            Assert.Equal(found.Flux, again.Flux);
        }
    }

    [Fact]
    public void A_mask_of_another_size_is_refused()
    {
        Assert.Contains("mask", Assert.Throws<InputException>(() => Find(Flat(8, 8, 1), null, new Image<byte>(8, 9))).Message);
    }

    [Theory]
    [InlineData(0.0, 1.5, 1.0, 0.0, "conv_width")]
    [InlineData(3.5, -1.0, 1.0, 0.0, "nsigma")]
    [InlineData(3.5, 1.5, 1.5, 0.0, "ratio")]
    [InlineData(3.5, 1.5, 0.0, 30.0, "theta")]
    public void A_kernel_that_cannot_be_made_is_refused_by_its_parameter(double width, double nsigma, double ratio, double theta, string parameter)
    {
        Assert.Equal(parameter, Assert.Throws<ParameterException>(() => new DetectionKernel(width, nsigma, ratio, theta)).Parameter);
    }

    private static SourceList Find(Image<float> image, SourceFindingOptions? options = null, Image<byte>? mask = null) =>
        SourceFinder.Find(image, options, mask, TestContext.Current.CancellationToken);

    private static Image<float> Flat(int width, int height, float value)
    {
        var image = new Image<float>(width, height);
        image.Span.Fill(value);
        return image;
    }

    private static Image<float> Field(int seed)
    {
        var random = new Random(seed);
        var image = Flat(300, 260, 40);
        for (int i = 0; i < 60; i++) AddStar(image, 10 + random.NextDouble() * 280, 10 + random.NextDouble() * 240, 500 + 5000 * random.NextDouble(), 3);
        for (int i = 0; i < image.Pixels.Length; i++) image.Pixels[i] += (float)(4 * (random.NextDouble() - 0.5));
        return image;
    }

    private static void AddStar(Image<float> image, double x, double y, double height, double fwhm)
    {
        double sigma = fwhm / 2.354820045;
        for (int j = 0; j < image.Height; j++)
        {
            for (int i = 0; i < image.Width; i++)
                image[j, i] += (float)(height * Math.Exp(-((i - x) * (i - x) + (j - y) * (j - y)) / (2 * sigma * sigma)));
        }
    }
}
