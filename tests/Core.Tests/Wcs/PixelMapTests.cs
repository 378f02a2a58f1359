using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Wcs;

public class PixelMapTests
{
    private static readonly LinearWcs Output = new(2100, 2150, 137.86, -64.9, -1.1e-5, 1e-7, 1e-7, 1.1e-5);

    public static TheoryData<string, string, int> RealChips => new()
    {
        { "data/headers/sample_flc_header.fits", "SCI", 1 },
        { "data/headerlets/ib4606c6q_ext25_IDC_2731450pi-FIT_SVM_GAIAeDR3_hlet.fits", "SIPWCS", 2 },
        { "data/headers/sample_ipppssoot_flt.fits", "SCI", 1 },
    };

    [Theory]
    [MemberData(nameof(RealChips))]
    public void The_exact_map_is_the_way_through_the_sky(string file, string extName, int extVer)
    {
        var chip = Chip(file, extName, extVer, out var output);
        var map = PixelMap.Build(chip, output, 0, TestContext.Current.CancellationToken);
        double[] x = new double[37], y = new double[37];
        foreach (double row in (double[])[-0.5, 0, 511.5, 64, 2050.5])
        {
            foreach (double start in (double[])[-0.5, 0, 57.25, 100, 4000])
            {
                map.MapRow(row, start, x, y);
                for (int i = 0; i < x.Length; i++)
                {
                    var sky = chip.PixelToSky(start + i + 1, row + 1);
                    var expected = output.SkyToPixel(sky.Ra, sky.Dec);
                    Assert.Equal(expected.X - 1, x[i], 1e-7); // rounding of the sky positions: 1e-13 deg of 1e-5 deg
                    Assert.Equal(expected.Y - 1, y[i], 1e-7);
                    Assert.Equal((x[i], y[i]), map.Map(start + i, row));
                }
            }
        }
    }

    /// <summary>The map continues between exact positions by polynomials. Everywhere on the chip, kinks of the tables included, that is the exact map.</summary>
    [Theory]
    [MemberData(nameof(RealChips))]
    public void A_row_agrees_with_the_distortion_evaluated_at_every_position(string file, string extName, int extVer)
    {
        var chip = Chip(file, extName, extVer, out var output);
        var map = PixelMap.Build(chip, output, 0, TestContext.Current.CancellationToken);
        var exact = new ExactPixelMap(chip, output);
        int n = chip.Width + 1;
        double[] x = new double[n], y = new double[n], ex = new double[n], ey = new double[n];
        double worst = 0;
        // Rows on both sides of the nodes of the tables too, which are 64 pixels apart.
        foreach (double row in Enumerable.Range(0, chip.Height / 16).SelectMany(k => (double[])[16 * k - 0.5, 16 * k, 16 * k + 5.3]))
        {
            map.MapRow(row, -0.5, x, y);
            exact.MapRow(row, -0.5, ex, ey);
            for (int i = 0; i < n; i++) worst = Math.Max(worst, Math.Max(Math.Abs(x[i] - ex[i]), Math.Abs(y[i] - ey[i])));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{worst:E2} output pixel at most");
        Assert.InRange(worst, 0, 1e-9);
    }

    [Theory]
    [MemberData(nameof(RealChips))]
    public void The_grid_of_step_10_has_DrizzlePacs_nodes_and_is_bilinear_between(string file, string extName, int extVer)
    {
        var chip = Chip(file, extName, extVer, out var output);
        var exact = PixelMap.Build(chip, output, 0, TestContext.Current.CancellationToken);
        var grid = PixelMap.Build(chip, output, 10, TestContext.Current.CancellationToken);
        double[] x = new double[200], y = new double[200];
        foreach (double row in (double[])[-0.5, 9, 733.5, 1013.5])
        {
            const double start = -0.5;
            grid.MapRow(row, start, x, y);
            for (int i = 0; i < x.Length; i++)
            {
                // 1-based pixel / 10 = cell and fraction, nodes at 0, 10, 20, ...
                double px = (start + i + 1) / 10, py = (row + 1) / 10;
                double cx = Math.Floor(px), cy = Math.Floor(py), fx = px - cx, fy = py - cy;
                var (ax, ay) = exact.Map(10 * cx - 1, 10 * cy - 1);
                var (bx, by) = exact.Map(10 * cx + 9, 10 * cy - 1);
                var (dx, dy) = exact.Map(10 * cx - 1, 10 * cy + 9);
                var (ex, ey) = exact.Map(10 * cx + 9, 10 * cy + 9);
                Assert.Equal((1 - fy) * ((1 - fx) * ax + fx * bx) + fy * ((1 - fx) * dx + fx * ex), x[i], 1e-9);
                Assert.Equal((1 - fy) * ((1 - fx) * ay + fx * by) + fy * ((1 - fx) * dy + fx * ey), y[i], 1e-9);
                Assert.Equal((x[i], y[i]), grid.Map(start + i, row));
            }
        }
    }

    [Theory]
    [MemberData(nameof(RealChips))]
    public void The_error_of_the_grid_of_step_10_is_a_few_thousandths_of_a_pixel(string file, string extName, int extVer)
    {
        var chip = Chip(file, extName, extVer, out var output);
        // Measured 0.0019 (ACS/WFC, UVIS; at the kinks of the tables) and 0.0037 (IR, whose pixels are three output pixels wide).
        Assert.InRange(WorstError(chip, output, step: 10, sampled: 7.25), 5e-4, 5e-3);
    }

    /// <summary>The bound that docs/wcs.md states, for frames of the chip's own scale: in the flat parts of a table, at its kinks, in the corners.</summary>
    [Theory]
    [MemberData(nameof(RealChips))]
    public void A_grid_of_step_4_keeps_within_a_thousandth_of_a_pixel(string file, string extName, int extVer)
    {
        var chip = Chip(file, extName, extVer, out _);
        var own = OutputFrame.FromChips([chip]).Wcs;
        Assert.InRange(WorstError(chip, own, step: 4, sampled: 5.25), 1e-5, 1e-3);
    }

    /// <summary>The largest difference of a map with a grid from the exact one, in output pixels, over positions that are a few input pixels apart.</summary>
    private static double WorstError(ImageWcs chip, LinearWcs output, int step, double sampled)
    {
        var exact = PixelMap.Build(chip, output, 0, TestContext.Current.CancellationToken);
        var grid = PixelMap.Build(chip, output, step, TestContext.Current.CancellationToken);
        double worst = 0;
        for (double y = -0.5; y < chip.Height; y += sampled)
            for (double x = -0.5; x < chip.Width; x += sampled)
            {
                var (gx, gy) = grid.Map(x, y);
                var (ex, ey) = exact.Map(x, y);
                worst = Math.Max(worst, Math.Max(Math.Abs(gx - ex), Math.Abs(gy - ey)));
            }
        return worst;
    }

    [Fact]
    public void Other_projections_go_through_the_sky()
    {
        var chip = ImageWcs.FromLinear(new LinearWcs(50, 50, 150, 2, -1e-5, 0, 0, 1e-5), 100, 100);
        var output = new LinearWcs(70, 80, 150.001, 2, -1e-5, 0, 0, 1e-5) { Projection = "ZEA" };
        var sky = chip.PixelToSky(31, 41);
        var expected = output.SkyToPixel(sky.Ra, sky.Dec);
        var (x, y) = PixelMap.Build(chip, output, 0, TestContext.Current.CancellationToken).Map(30, 40);
        Assert.Equal(expected.X - 1, x, 1e-9);
        Assert.Equal(expected.Y - 1, y, 1e-9);
    }

    [Fact]
    public void A_frame_on_the_other_side_of_the_sky_gives_no_position()
    {
        var chip = ImageWcs.FromLinear(Output, 100, 100);
        var map = PixelMap.Build(chip, Output with { CrVal1 = 317.86, CrVal2 = 64.9 }, 0, TestContext.Current.CancellationToken);
        Assert.True(double.IsNaN(map.Map(10, 10).X));
    }

    private static ImageWcs Chip(string file, string extName, int extVer, out LinearWcs output)
    {
        using var fits = FitsFile.Open(SharedData.Path(file));
        var wcs = ImageWcs.FromHeader(fits[extName, extVer].Header, fits);
        if (wcs.Width < 1000) wcs = ImageWcs.FromParts(wcs.Linear, wcs.Distortion, 4096, 2051, wcs.Name, wcs.Aperture); // pixels cut away
        output = Output with { CrVal1 = wcs.Linear.CrVal1 + 0.01, CrVal2 = wcs.Linear.CrVal2 - 0.005 };
        return wcs;
    }
}
