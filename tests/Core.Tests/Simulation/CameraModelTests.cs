using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Simulation;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Simulation;

/// <summary>Every camera that can be simulated, through the files that it makes.</summary>
public sealed class CameraModelTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string> Names => ["Wfc3Uvis", "Wfc3Ir", "AcsWfc", "AcsHrc", "Wfpc2"];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_file_opens_with_its_camera_its_units_and_its_noise(string name)
    {
        var camera = Model(name);
        using var exposure = Exposure.Open(Render(camera, PlainExposure.Of(camera), withStars: false));
        Assert.Equal(camera.Camera, exposure.Camera);
        Assert.Equal(camera.Filters.Keys.First(), exposure.Filter);
        Assert.Equal(camera.Geometry.Chips.Count, exposure.Chips.Count);
        Assert.NotNull(exposure.DataQualityFile);
        foreach (var chip in exposure.Chips)
        {
            var geometry = camera.Geometry.Chips[chip.ExtVer - 1];
            Assert.Equal(camera.Unit == "ELECTRONS/S", chip.Detector.IsRate);
            Assert.True(chip.Detector.ReadNoise > 2);
            Assert.Equal(geometry.Width, chip.ReadDataQuality()!.Width);
            // Sky and noise in electrons: the median of an empty field, and the spread of its lower half.
            double[] electrons = [.. chip.ReadScience().Pixels.Select(p => p * chip.Detector.ConversionToElectrons).Order()];
            double sky = electrons[electrons.Length / 2], lower = sky - electrons[(int)(electrons.Length * 0.15866)];
            var reference = camera.Geometry.Chips[camera.Geometry.ReferenceChip];
            double area = Math.Pow(geometry.Scale / reference.Scale, 2);
            double expected = 0.05 * 500 * area * camera.Sensitivity(geometry, camera.Filters.Values.First()) / camera.Sensitivity(reference, camera.Filters.Values.First());
            double noise = camera.EffectiveReadNoise ?? chip.Detector.ReadNoise;
            double spread = Math.Sqrt(expected + camera.DarkRate * 500 + noise * noise);
            // Cosmic rays and hot pixels lift the median a little.
            Assert.Equal(expected, sky, 0.05 * spread);
            Assert.Equal(spread, lower, 0.1 * spread);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Stars_stand_where_the_whole_distortion_puts_them(string name)
    {
        var camera = Model(name);
        string path = Render(camera, PlainExposure.Of(camera) with { PointingError = new(0.2, 0.1, 0.01) });
        using var truth = FitsFile.Open(Path.Combine(folder, "itest01aq_truth.fits"));
        using var exposure = Exposure.Open(path);
        foreach (var chip in exposure.Chips)
        {
            var wcs = ImageWcs.FromHeader(truth["CRMASK", chip.ExtVer].Header, truth);
            var stars = ((TableHdu)truth["STARS", chip.ExtVer]).ReadTable();
            Assert.NotEqual(0, stars.RowCount);
            for (int i = 0; i < stars.RowCount; i++)
            {
                double ra = stars.Doubles("ra")[i], dec = stars.Doubles("dec")[i];
                var at = wcs.SkyToPixel(ra, dec);
                Assert.Equal(stars.Doubles("x")[i], at.X, 1e-4);
                Assert.Equal(stars.Doubles("y")[i], at.Y, 1e-4);
                var claimed = chip.Wcs.SkyToPixel(ra, dec);
                Assert.InRange(double.Hypot(claimed.X - at.X, claimed.Y - at.Y) * chip.Wcs.Linear.PixelScale, 0.15, 0.3);
            }
        }
        if (name != "AcsWfc") return;
        Assert.NotNull(exposure.File.Find("WCSDVARR", 4));
        Assert.NotNull(exposure.File.Find("D2IMARR", 4));
        var header = exposure.Chips[0].Header.Clone();
        header.RemoveWhere(c => c.Keyword.StartsWith("CPDIS") || c.Keyword.StartsWith("D2IMDIS"));
        var without = ImageWcs.FromHeader(header);
        double largest = 0;
        for (int x = 1; x <= 512; x += 7)
        {
            var (a, b) = (exposure.Chips[0].Wcs.PixelToFocal(x, 200), without.PixelToFocal(x, 200));
            largest = Math.Max(largest, double.Hypot(a.X - b.X, a.Y - b.Y));
        }
        Assert.InRange(largest, 0.01, 0.3);
    }

    [Fact]
    public void An_infrared_file_has_the_extensions_of_its_ramp()
    {
        var camera = Model("Wfc3Ir");
        using var exposure = Exposure.Open(Render(camera, PlainExposure.Of(camera)));
        Assert.Equal(["PRIMARY", "SCI", "ERR", "DQ", "SAMP", "TIME"], exposure.File.Hdus.Select(h => h.Name));
        Assert.Equal(5, exposure.Header.GetInt("NEXTEND"));
        Assert.All(exposure.File.Image("TIME").Read<float>().Pixels, t => Assert.Equal(500, t));
    }

    [Fact]
    public void Wfpc2_writes_its_data_quality_beside_its_counts()
    {
        var camera = Model("Wfpc2");
        string path = Render(camera, PlainExposure.Of(camera));
        Assert.EndsWith("itest01aq_c0m.fits", path);
        using var exposure = Exposure.Open(path);
        Assert.EndsWith("itest01aq_c1m.fits", exposure.DataQualityFile);
        Assert.All(exposure.Chips, chip => Assert.Contains(chip.ReadDataQuality()!.Pixels, q => (q & 512) != 0));
        Assert.Equal([1, 2, 3, 4], exposure.Chips.Select(c => c.Header.GetInt("DETECTOR")));
        Assert.Equal(1.900e-18, exposure.Chips[0].Header.GetDouble("PHOTFLAM"));
    }

    /// <summary>A surface of one brightness: counts per square arcsecond times PHOTFLAM are the same on every chip (the ratios are those of the recorded photeq run).</summary>
    [Fact]
    public void A_blank_sky_shows_the_sensitivities_of_the_chips()
    {
        var observation = CameraScenes.BlankSky();
        using var exposure = Exposure.Open(observation.Write(folder, cancel: TestContext.Current.CancellationToken).Exposures[0]);
        double[] perArcsecond = [.. exposure.Chips.Select(c => c.ReadScience()[400, 400] / Math.Pow(c.Header.GetDouble("IDCSCALE"), 2))];
        double[] recordedFactors = [1.0240581413248393, 1.0036789520254041, 1, 1.0201480808814134];
        for (int c = 0; c < 4; c++)
        {
            Assert.Equal(perArcsecond[2], perArcsecond[c] * recordedFactors[c], 1e-5 * perArcsecond[2]);
            Assert.Single(exposure.Chips[c].ReadScience().Pixels.Distinct());
        }
    }

    [Theory]
    [InlineData("wfc3ir", 4)]
    [InlineData("acswfc", 4)]
    [InlineData("acshrc", 4)]
    [InlineData("wfpc2", 6)]
    public void Every_camera_has_an_observation_with_pointing_errors_and_a_catalog(string name, int exposures)
    {
        var observation = Observations.Find(name);
        Assert.Equal(exposures, observation.Exposures.Count);
        Assert.Equal(exposures, observation.Exposures.Select(e => e.RootName).Distinct().Count());
        Assert.All(observation.Exposures, e => Assert.InRange(double.Hypot(e.PointingError.East, e.PointingError.North), 0.02, 0.7));
        Assert.InRange(observation.Catalogs["gaia.cat"].RowCount, 300, 3000);
    }

    private static CameraModel Model(string name) =>
        ((CameraModel)typeof(CameraModels).GetProperty(name)!.GetValue(null)!).Reduced(512, 400);

    private string Render(CameraModel camera, ExposureDescription description, bool withStars = true)
    {
        double size = camera.Geometry.Chips.Max(c => c.Scale * 512) / 60;
        var stars = new StarCluster { Centre = description.Target, Radius = size * 1.5, PlummerRadius = size, BrightestMagnitude = 19, LuminosityFunction = [20, 30, 40, 60] };
        var scene = new Scene("test", withStars ? stars.Make(21) : [], 21);
        return ExposureSimulator.Render(scene, description, cancel: TestContext.Current.CancellationToken).Save(folder)[0];
    }
}
