using HstNotebooks.Drizzling;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>A real ACS/HRC image and grids of points, drizzled and blotted by another implementation (data/drizzle-reference).</summary>
public class ReferenceDrizzleTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("reference_square_image.fits.gz", DrizzleKernel.Square)]
    [InlineData("reference_turbo_image.fits.gz", DrizzleKernel.Turbo)]
    [InlineData("reference_point_grid.fits.gz", DrizzleKernel.Point)]
    public void A_real_image_and_grids_agree(string reference, DrizzleKernel kernel)
    {
        using var input = FitsFile.Open(SharedData.Path("data", "drizzle-reference", "input1.fits.gz"));
        using var expected = FitsFile.Open(SharedData.Path("data", "drizzle-reference", reference));
        var science = input.Image("SCI").Read<float>();
        if (reference.Contains("grid", StringComparison.Ordinal)) science = Grid(science.Width, science.Height, 64, 100);
        var (map, ratio) = Map(input);
        var golden = expected.Image("SCI").Read<float>();
        var drizzler = new Drizzler(golden.Width, golden.Height, kernel, 1, 0);
        drizzler.AddImage(science, null, map, ratio);
        var difference = Difference.Of((drizzler.Science, golden), 1, 1e-4);
        output.WriteLine($"{reference}: {difference}");
        difference.AssertWithin(1);
    }

    [Fact]
    public void The_square_grid_agrees_after_its_displacement()
    {
        // Its points are as bright as those of the point grid over the weight of a drop, 0.889.
        using var input = FitsFile.Open(SharedData.Path("data", "drizzle-reference", "input1.fits.gz"));
        using var expected = FitsFile.Open(SharedData.Path("data", "drizzle-reference", "reference_square_grid.fits.gz"));
        var (map, ratio) = Map(input);
        var golden = expected.Image("SCI").Read<float>();
        var drizzler = new Drizzler(golden.Width, golden.Height, DrizzleKernel.Square, 1, 0);
        var science = input.Image("SCI").Read<float>();
        drizzler.AddImage(Grid(science.Width, science.Height, 64, 100), null, Displaced(map), ratio);
        foreach (var (ours, theirs, tolerance) in ((Image<float>, Image<float>, double)[])[(drizzler.Science, golden, 2e-4), (drizzler.Weight, expected.Image("WHT").Read<float>(), 2e-5)])
        {
            // The displacement is known to 1e-7 pixel, and a point loses up to 77 per pixel of it.
            var difference = Difference.Of((ours, theirs), 1, tolerance);
            output.WriteLine($"{difference}");
            // The outline of that reference leaves out a few drops in the corners of the image.
            difference.AssertWithin(0.99999);
        }
    }

    [Fact]
    public void The_blot_of_the_drizzled_image_agrees()
    {
        // Its weights are those of the displaced square grid, so the image was drizzled with that displacement and blotted without.
        using var input = FitsFile.Open(SharedData.Path("data", "drizzle-reference", "input1.fits.gz"));
        using var expected = FitsFile.Open(SharedData.Path("data", "drizzle-reference", "reference_blot_image.fits.gz"));
        var (map, ratio) = Map(input);
        var golden = expected.Image("SCI").Read<float>();
        var weight = expected.Image("WHT").Read<float>();
        var drizzler = new Drizzler(weight.Width, weight.Height, DrizzleKernel.Square, 1, 0);
        drizzler.AddImage(input.Image("SCI").Read<float>(), null, Displaced(map), ratio);
        var blot = Blotter.Blot(drizzler.Science, map, golden.Width, golden.Height, BlotInterpolation.Poly5, 1 / (ratio * ratio));
        // Six pixels are interpolated; at the edge some lie beside the drizzled image, and what stands there is not recorded.
        var difference = Difference.Of((blot, golden), 100, 1e-4, i => i % golden.Width is >= 6 and < 1018 && i / golden.Width is >= 6 and < 1018);
        output.WriteLine($"{difference}");
        // The reference holds positions in single precision, which shows beside bright stars.
        difference.AssertWithin(0.999);
    }

    [Theory]
    [InlineData("point", DrizzleKernel.Point, 0)]
    [InlineData("turbo", DrizzleKernel.Turbo, 1e-5)]
    [InlineData("square", DrizzleKernel.Square, 1e-5)]
    [InlineData("gaussian", DrizzleKernel.Square, 1e-5)] // D001KERN of this file is square, and its pixels are those of the square one
    [InlineData("lanczos3", DrizzleKernel.Lanczos3, 1e-5)]
    public void A_cut_out_of_a_WFC3_IR_exposure_agrees_through_its_pixel_map(string reference, DrizzleKernel kernel, double tolerance)
    {
        // The map holds pixel centres; what lies between is interpolated, and continued by half a pixel at the edge.
        using var input = FitsFile.Open(SharedData.Path("data", "drizzle-reference", "test_drizzlepac_flt.fits"));
        using var mapFile = FitsFile.Open(SharedData.Path("data", "drizzle-reference", "test_drizzlepac_pixmap.fits"));
        using var expected = FitsFile.Open(SharedData.Path("data", "drizzle-reference", $"reference_drizzlepac_{reference}_drz_sci.fits"));
        double[] positions = ((ImageHdu)mapFile.Hdus[0]).ReadArray<double>();
        PixelRowMapping map = (y, x0, xs, ys) =>
        {
            for (int i = 0; i < xs.Length; i++)
            {
                int u = (int)Math.Clamp(Math.Floor(x0 + i), 0, 9), v = (int)Math.Clamp(Math.Floor(y), 0, 9);
                double fx = x0 + i - u, fy = y - v;
                (xs[i], ys[i]) = (At(0), At(1));

                double At(int axis) => (1 - fy) * ((1 - fx) * positions[2 * (v * 11 + u) + axis] + fx * positions[2 * (v * 11 + u + 1) + axis])
                    + fy * ((1 - fx) * positions[2 * ((v + 1) * 11 + u) + axis] + fx * positions[2 * ((v + 1) * 11 + u + 1) + axis]);
            }
        };
        var science = input.Image("SCI").Read<float>();
        var quality = input.Image("DQ").Read<short>();
        var weights = new Image<float>(11, 11);
        for (int i = 0; i < weights.Pixels.Length; i++) weights.Pixels[i] = quality.Pixels[i] == 0 ? 1 : 0;
        var golden = ((ImageHdu)expected.Hdus[0]).Read<float>();
        var drizzler = new Drizzler(golden.Width, golden.Height, kernel, 1, 0);
        drizzler.AddImage(science, weights, map);
        var difference = Difference.Of((drizzler.Science, golden), 1, tolerance);
        output.WriteLine($"{reference}: {difference}");
        difference.AssertWithin(1);
    }

    /// <summary>
    /// Weights and points of the square grid, and the weights of the blot, lie 0.0572806 pixel lower than those of the square image and of the point grid: the lower and
    /// the upper edge of the weights by the same to 1e-7, and not at all in x. They were made with another pointing.
    /// </summary>
    private static PixelRowMapping Displaced(PixelRowMapping map) => (y, x0, xs, ys) =>
    {
        map(y, x0, xs, ys);
        foreach (ref double v in ys) v -= 0.0572806;
    };

    /// <summary>The references were made with the original WCS of the chip (key O) without its distortion.</summary>
    private static (PixelRowMapping Map, double ScaleRatio) Map(FitsFile input)
    {
        using var output = FitsFile.Open(SharedData.Path("data", "drizzle-reference", "reference_square_image.fits.gz"));
        var chip = ImageWcs.FromHeader(input.Image("SCI").Header, input, 'O').WithoutDistortion();
        var frame = ImageWcs.FromHeader(output.Image("SCI").Header, output);
        return (PixelMap.Build(chip, frame.Linear, 0).MapRow, frame.Linear.PixelScale / chip.Linear.PixelScale);
    }

    private static Image<float> Grid(int width, int height, int spacing, float value)
    {
        var image = new Image<float>(width, height);
        for (int y = spacing / 2; y < height; y += spacing)
            for (int x = spacing / 2; x < width; x += spacing) image[y, x] = value;
        return image;
    }
}
