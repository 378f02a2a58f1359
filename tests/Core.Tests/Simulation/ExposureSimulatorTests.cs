using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Simulation;
using HstNotebooks.Sky;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Simulation;

public sealed class ExposureSimulatorTests : IDisposable
{
    private static readonly CameraModel Small = CameraModels.Wfc3Uvis.Reduced(512, 400);
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_simulated_file_opens_like_a_real_one()
    {
        var made = Render(Field(), Description);
        var paths = made.Save(folder);
        Assert.Equal(["isim01aaq_flc.fits", "isim01aaq_truth.fits"], paths.Select(Path.GetFileName));
        using var exposure = Exposure.Open(paths[0]);
        Assert.Equal(Camera.Wfc3Uvis, exposure.Camera);
        Assert.Equal("F606W", exposure.Filter);
        Assert.Equal(360, exposure.ExposureTime);
        Assert.Equal(Description.MidEpoch, exposure.MidEpoch!.Value, 9);
        // Two chips with ERR and DQ, and four tables for each.
        Assert.Equal(15, exposure.File.Hdus.Count);
        Assert.Equal(14, exposure.Header.GetInt("NEXTEND"));
        Assert.Equal("WFC3", exposure.Header.GetString("INSTRUME"));
        Assert.Equal(Description.Target.Ra, exposure.Header.GetDouble("RA_TARG"), 9);
        foreach (var chip in exposure.Chips)
        {
            Assert.Equal((512, 400), (chip.Width, chip.Height));
            Assert.Equal("IDC_2731450pi", chip.Wcs.Name);
            Assert.Equal("OPUS", chip.Header.GetString("WCSNAMEO"));
            Assert.Equal(3.105, chip.Detector.ReadNoise, 3);
            Assert.True(chip.Wcs.HasDistortion);
            Assert.NotNull(ImageWcs.FromHeader(chip.Header, exposure.File, 'O'));
            var quality = chip.ReadDataQuality()!;
            foreach (int bit in (int[])[4, 16, 32, 64]) Assert.Contains(quality.Pixels, q => (q & bit) != 0);
            Assert.All(chip.ReadError()!.Pixels, e => Assert.True(e >= 3));
        }
    }

    [Fact]
    public void The_truth_file_tells_where_the_stars_are()
    {
        var error = new PointingError(0.3, -0.2, 0.01, 1.00005);
        var paths = Render(Field(), Description with { PointingError = error }).Save(folder);
        using var truth = FitsFile.Open(paths[^1]);
        Assert.Equal(0.3, truth.PrimaryHeader.GetDouble("ERREAST"));
        foreach (int ver in (int[])[1, 2])
        {
            var wcs = ImageWcs.FromHeader(truth["CRMASK", ver].Header, truth);
            var stars = ((TableHdu)truth["STARS", ver]).ReadTable();
            var (ra, dec, x, y) = (stars.Doubles("ra"), stars.Doubles("dec"), stars.Doubles("x"), stars.Doubles("y"));
            Assert.True(stars.RowCount > 20);
            for (int i = 0; i < ra.Length; i++)
            {
                var at = wcs.PixelToSky(x[i], y[i]);
                Assert.InRange(at.SeparationTo(new(ra[i], dec[i])) * 3.6e6, 0, 0.001);
            }
        }
    }

    [Fact]
    public void Bright_stars_stand_where_the_truth_says_and_not_where_the_header_says()
    {
        var scene = new Scene("one", [new(Description.Target.Ra, Description.Target.Dec + 4e-4, 20)], 3);
        var made = Render(scene, Description with { PosTarg2 = -8, PointingError = new(0.3, -0.2), CosmicRayFactor = 0 });
        var chip = made.Chips.Single(c => c.Stars.RowCount == 1);
        double x = chip.Stars.Doubles("x")[0], y = chip.Stars.Doubles("y")[0];
        var (cx, cy) = Centroid(Science(made, chip.ExtVer), x - 1, y - 1);
        Assert.Equal(x - 1, cx, 0.02);
        Assert.Equal(y - 1, cy, 0.02);
        var claimed = chip.HeaderWcs.SkyToPixel(chip.Stars.Doubles("ra")[0], chip.Stars.Doubles("dec")[0]);
        // 0.36 arcsec at 0.0396 arcsec per pixel, give or take the distortion.
        Assert.InRange(double.Hypot(claimed.X - x, claimed.Y - y), 8.5, 9.7);
    }

    [Fact]
    public void Empty_sky_has_the_mean_and_the_variance_of_its_photons_and_its_read_out()
    {
        var made = Render(new Scene("empty", [], 4), Description with { CosmicRayFactor = 0, SkyRate = 0.1 });
        foreach (int ver in (int[])[1, 2])
        {
            var science = Science(made, ver);
            var quality = ((ImageHdu)made.File["DQ", ver]).Read<ushort>();
            var good = science.Pixels.Where((_, i) => quality.Pixels[i] == 0).Select(p => (double)p).ToArray();
            double mean = good.Average(), variance = good.Sum(p => (p - mean) * (p - mean)) / good.Length;
            double noise = (ver == 1 ? 3.08 * 3.08 + 3.18 * 3.18 : 3.03 * 3.03 + 3.13 * 3.13) / 2, expected = 36 + 0.252 + noise;
            Assert.Equal(36, mean, 5 * Math.Sqrt(expected / good.Length));
            Assert.Equal(expected, variance, 5 * expected * Math.Sqrt(2.5 / good.Length));
        }
    }

    [Fact]
    public void Counts_times_pixel_area_give_the_flux_wherever_the_star_falls()
    {
        // One magnitude, two corners of the chip whose pixels differ by 7 % in area: a faithful drizzle finds the same flux.
        var geometry = Small.Geometry;
        var linear = geometry.Place(Description.Target, Description.PaV3);
        var made = Render(new Scene("none", [], 5), Description with { CosmicRayFactor = 0 });
        var wcs = made.Chips[0].HeaderWcs;
        Star At(double x, double y)
        {
            var sky = wcs.PixelToSky(x, y);
            return new(sky.Ra, sky.Dec, 17);
        }
        var scene = new Scene("corners", [At(470, 40), At(40, 360)], 5);
        var stars = Render(scene, Description).Chips[0].Stars;
        Assert.Equal(2, stars.RowCount);
        var electrons = stars.Doubles("electrons");
        double flux = 360 * CameraModels.Wfc3Uvis.Filters["F606W"].CountsPerSecond(17);
        for (int i = 0; i < 2; i++)
        {
            // Area of the pixel as a polygon on the sky, by its corners on the tangent plane of the pointing.
            double x = stars.Doubles("x")[i], y = stars.Doubles("y")[i];
            var plane = new LinearWcs(0, 0, wcs.Linear.CrVal1, wcs.Linear.CrVal2, 1 / 3600.0, 0, 0, 1 / 3600.0);
            var corners = ((double, double)[])[(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5)];
            var p = corners.Select(c => wcs.PixelToSky(x + c.Item1, y + c.Item2)).Select(s => plane.SkyToPixel(s.Ra, s.Dec)).ToArray();
            double area = 0;
            for (int k = 0; k < 4; k++) area += 0.5 * (p[k].X * p[(k + 1) % 4].Y - p[(k + 1) % 4].X * p[k].Y);
            Assert.Equal(flux, electrons[i] * Math.Abs(area) / (0.03962 * 0.03962), flux * 1e-5);
        }
        Assert.True(Math.Abs(electrons[0] / electrons[1] - 1) > 0.02);
    }

    [Fact]
    public async Task The_pixels_do_not_depend_on_the_number_of_cores()
    {
        var many = Render(Field(), Description);
        var single = new TaskFactory(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, 1).ExclusiveScheduler);
        var one = await single.StartNew(() => Render(Field(), Description), TestContext.Current.CancellationToken);
        foreach (int ver in (int[])[1, 2])
        {
            Assert.Equal(Science(many, ver).Pixels, Science(one, ver).Pixels);
            Assert.Equal(((ImageHdu)many.File["DQ", ver]).Read<ushort>().Pixels, ((ImageHdu)one.File["DQ", ver]).Read<ushort>().Pixels);
        }
    }

    [Fact]
    public void Two_exposures_share_the_defects_of_the_detector_but_not_the_noise()
    {
        var a = Render(Field(), Description);
        var b = Render(Field(), Description with { RootName = "isim01abq" });
        ushort[] qa = ((ImageHdu)a.File["DQ", 1]).Read<ushort>().Pixels, qb = ((ImageHdu)b.File["DQ", 1]).Read<ushort>().Pixels;
        const ushort detector = 4 | 16 | 32 | 64;
        Assert.Equal(qa.Select(q => q & detector), qb.Select(q => q & detector));
        Assert.NotEqual(Science(a, 1).Pixels, Science(b, 1).Pixels);
        int shared = 0, hit = 0;
        for (int i = 0; i < qa.Length; i++)
        {
            if (a.Chips[0].CosmicRays.Pixels[i] == 0) continue;
            hit++;
            shared += b.Chips[0].CosmicRays.Pixels[i];
        }
        Assert.True(hit > 300 && shared < hit / 10, $"{shared} of {hit} pixels are hit in both");
    }

    [Fact]
    public void A_bright_star_saturates_bleeds_along_its_column_and_is_flagged()
    {
        var target = Description.Target;
        var made = Render(new Scene("bright", [new(target.Ra, target.Dec, 12)], 6), Description with { PosTarg2 = -8, CosmicRayFactor = 0 });
        var chip = made.Chips.Single(c => c.Stars.RowCount == 1);
        int x = (int)Math.Round(chip.Stars.Doubles("x")[0]) - 1, y = (int)Math.Round(chip.Stars.Doubles("y")[0]) - 1;
        var quality = ((ImageHdu)made.File["DQ", chip.ExtVer]).Read<ushort>();
        int along = 0, across = 0;
        for (int k = -60; k <= 60; k++)
        {
            if (y + k >= 0 && y + k < 400 && (quality[y + k, x] & 256) != 0) along++;
            if ((quality[y, x + k] & 256) != 0) across++;
        }
        Assert.True(along > 2 * across && across > 1, $"{along} pixels along, {across} across");
        Assert.InRange(Science(made, chip.ExtVer).Pixels.Max(), 67000, 68100);
    }

    [Fact]
    public void Cosmic_rays_have_the_lengths_of_isotropic_tracks()
    {
        var touched = new Image<byte>(2000, 2000);
        var electrons = new Image<float>(2000, 2000);
        CosmicRays.Add(electrons, touched, CameraModels.Wfc3Uvis, 4000, new NoiseStream(9, 9), TestContext.Current.CancellationToken);
        double pixels = touched.Pixels.Sum(p => (double)p), charge = electrons.Pixels.Sum(p => (double)p);
        // Instrument handbooks of WFC3 and ACS: some 4 to 10 pixels and 1000 to some thousand electrons per event.
        Assert.InRange(pixels / 4000, 4, 10);
        Assert.InRange(charge / 4000, 1500, 6000);
    }

    [Fact]
    public void Recorded_sources_stand_at_their_recorded_pixels_under_their_recorded_header()
    {
        // Without lookup tables, of which a header alone holds only the names.
        var description = Description with { Camera = Small with { NpolAmplitude = 0, D2imAmplitude = 0 }, CosmicRayFactor = 0 };
        var template = Render(new Scene("none", [], 1), description);
        var sources = template.Chips.Select(c => new ChipSources(((ImageHdu)template.File["SCI", c.ExtVer]).Header, [100.25, 300.5], [200.75, 90.1], [50000, 200000])).ToList();
        var made = ExposureSimulator.RenderSources(description, sources, cancel: TestContext.Current.CancellationToken);
        foreach (var chip in made.Chips)
        {
            Assert.Equal([100.25, 300.5], chip.Stars.Doubles("x"));
            var (cx, cy) = Centroid(Science(made, chip.ExtVer), 299.5, 89.1);
            Assert.Equal(299.5, cx, 0.02);
            Assert.Equal(89.1, cy, 0.02);
            Assert.Equal(template.Chips[chip.ExtVer - 1].HeaderWcs.PixelToSky(10, 20), chip.HeaderWcs.PixelToSky(10, 20));
        }
    }

    [Fact]
    public void Rendering_can_be_cancelled() =>
        Assert.ThrowsAny<OperationCanceledException>(() => ExposureSimulator.Render(Field(), Description, cancel: new CancellationToken(canceled: true)));

    private static ExposureDescription Description => new()
    {
        RootName = "isim01aaq",
        Camera = Small,
        ExposureTime = 360,
        Target = TutorialScene.Target,
        PaV3 = 258.98,
    };

    private static SimulatedExposure Render(Scene scene, ExposureDescription description) =>
        ExposureSimulator.Render(scene, description, cancel: TestContext.Current.CancellationToken);

    private static Scene Field() => new("field", new StarCluster { Centre = TutorialScene.Target, Radius = 0.3, PlummerRadius = 0.5, BrightestMagnitude = 17, LuminosityFunction = [10, 20, 30, 40, 50] }.Make(11), 11);

    private static Image<float> Science(SimulatedExposure made, int ver) => ((ImageHdu)made.File["SCI", ver]).Read<float>();

    /// <summary>Centroid of 7 x 7 pixels after the median of the image; 0-based.</summary>
    private static (double X, double Y) Centroid(Image<float> image, double x, double y)
    {
        float sky = image.Pixels.Order().ElementAt(image.Pixels.Length / 2);
        double cx = x, cy = y;
        for (int round = 0; round < 20; round++)
        {
            // Gaussian weights about the last guess keep the pixel grid from biasing the centroid.
            double sum = 0, sx = 0, sy = 0;
            for (int j = (int)cy - 5; j <= (int)cy + 5; j++)
                for (int i = (int)cx - 5; i <= (int)cx + 5; i++)
                {
                    double w = Math.Exp(-((i - cx) * (i - cx) + (j - cy) * (j - cy)) / (2 * 1.5 * 1.5)) * (image[j, i] - sky);
                    sum += w;
                    sx += w * i;
                    sy += w * j;
                }
            cx += 1.3 * (sx / sum - cx);
            cy += 1.3 * (sy / sum - cy);
        }
        return (cx, cy);
    }
}
