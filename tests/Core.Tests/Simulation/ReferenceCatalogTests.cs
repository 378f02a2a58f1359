using HstNotebooks.Errors;
using HstNotebooks.Simulation;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Simulation;

public sealed class ReferenceCatalogTests
{
    private static readonly Observation Tutorial = TutorialScene.Ngc6791();

    /// <summary>Rows of the real catalogs of this field: Gaia DR2 5940, SDSS 7999.</summary>
    [Theory]
    [InlineData("gaia.cat", 5940)]
    [InlineData("sdss.cat", 7999)]
    public void Catalogs_are_as_large_as_the_real_ones(string name, int real) =>
        Assert.InRange(Tutorial.Catalogs[name].RowCount, 0.9 * real, 1.1 * real);

    [Fact]
    public void Gaia_positions_scatter_by_their_stated_errors()
    {
        var table = Tutorial.Catalogs["gaia.cat"];
        var (east, north, error) = Residuals(table);
        var pulls = east.Concat(north).Zip(error.Concat(error), (r, e) => r / e).ToArray();
        Assert.InRange(error.Min(), 0.4, 0.5);
        Assert.InRange(error.Max(), 0.9, 1.0);
        Assert.Equal(0, pulls.Average(), 5 / Math.Sqrt(pulls.Length));
        Assert.Equal(1, pulls.Sum(p => p * p) / pulls.Length, 5 * Math.Sqrt(2.0 / pulls.Length));
        Assert.All(table.Doubles("phot_g_mean_mag"), g => Assert.True(g < 21));
    }

    [Fact]
    public void Sdss_positions_scatter_by_tens_of_mas_and_some_entries_are_no_stars()
    {
        var (east, north, _) = Residuals(Tutorial.Catalogs["sdss.cat"]);
        double[] distances = [.. east.Zip(north, double.Hypot).Order()];
        // Rayleigh distribution: the median is 1.18 sigma, with sigma between 20 and 45 mas.
        Assert.InRange(distances[distances.Length / 2], 23, 60);
        Assert.InRange(distances.Count(d => d > 300) / (double)distances.Length, 0.05, 0.3);
    }

    [Fact]
    public void Moving_stars_are_elsewhere_at_the_epoch_of_the_exposure()
    {
        var moving = TutorialScene.Ngc6791(CameraModels.Wfc3Uvis.Reduced(512, 400), moving: true);
        var made = ExposureSimulator.Render(moving.Scene, moving.Exposures[0] with { PointingError = PointingError.None }, cancel: TestContext.Current.CancellationToken);
        double years = moving.Exposures[0].MidEpoch - moving.Scene.Epoch;
        var stars = made.Chips[0].Stars;
        var bySky = moving.Scene.Stars.ToLookup(s => Math.Round(s.Magnitude, 9));
        for (int i = 0; i < stars.RowCount; i++)
        {
            var star = bySky[Math.Round(stars.Doubles("mag")[i], 9)].First();
            Assert.Equal(star.Dec + star.PmDec * years / 3.6e6, stars.Doubles("dec")[i], 1e-12);
        }
        Assert.True(stars.RowCount > 5);
    }

    [Fact]
    public void An_unknown_scene_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<ParameterException>(() => Observations.Find("m31"));
        Assert.Contains("ngc6791", error.Expected);
    }

    /// <summary>Offsets of each entry from the nearest star in mas, and the stated error (0 where there is none).</summary>
    private static (double[] East, double[] North, double[] Error) Residuals(Table table)
    {
        var centre = TutorialScene.Target;
        var grid = new SkyGrid(centre, 5);
        var stars = Tutorial.Scene.Stars;
        for (int i = 0; i < stars.Count; i++) if (stars[i].Magnitude < 23.5) grid.Add(i, stars[i].Ra, stars[i].Dec);
        double[] ra = table.Doubles("ra"), dec = table.Doubles("dec");
        double[] error = table.Find("ra_error") is null ? new double[ra.Length] : table.Doubles("ra_error");
        var (east, north) = (new double[ra.Length], new double[ra.Length]);
        for (int i = 0; i < ra.Length; i++)
        {
            double best = double.MaxValue;
            foreach (int s in grid.Near(ra[i], dec[i]))
            {
                double e = (ra[i] - stars[s].Ra) * Math.Cos(double.DegreesToRadians(dec[i])) * 3.6e6, n = (dec[i] - stars[s].Dec) * 3.6e6;
                if (double.Hypot(e, n) >= best) continue;
                best = double.Hypot(e, n);
                (east[i], north[i]) = (e, n);
            }
            if (best == double.MaxValue) (east[i], north[i]) = (5000, 0);
        }
        return (east, north, error);
    }
}
