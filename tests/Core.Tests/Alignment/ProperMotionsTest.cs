using System.Globalization;
using HstNotebooks.Alignment;
using HstNotebooks.Sky;

namespace HstNotebooks.Tests.Alignment;

public class ProperMotionsTest
{
    [Theory]
    [InlineData(10.0, 0.0)]
    [InlineData(290.2, 37.8)]
    [InlineData(359.99999, -64.9)]
    [InlineData(120.0, 89.9)]
    public void A_star_moves_by_its_motion_times_the_years(double ra, double dec)
    {
        var motions = new ProperMotions([300], [-400], [2016.0], null);
        var (newRa, newDec) = motions.Propagate([ra], [dec], 2026.0);
        // 500 mas a year, ten years.
        Assert.Equal(5.0, 3600 * new SkyPosition(ra, dec).SeparationTo(new SkyPosition(newRa[0], newDec[0])), 1e-6);
        Assert.Equal(-4.0, 3600 * (newDec[0] - dec), dec > 89 ? 0.02 : 1e-3);
        Assert.InRange(newRa[0], 0, 360);
    }

    [Fact]
    public void Stars_without_motion_stay()
    {
        var (ra, dec) = new ProperMotions([double.NaN, 1], [2, double.NaN], [2016, 2016], null).Propagate([10, 20], [30, 40], 2000);
        Assert.Equal([10, 20], ra);
        Assert.Equal([30, 40], dec);
    }

    [Fact]
    public void The_parallax_of_a_star_at_the_ecliptic_pole_is_a_circle()
    {
        // Ecliptic north pole: RA 270, Dec 66.56. The Earth's orbit is seen face on; its eccentricity is 1.7 per cent.
        var motions = new ProperMotions([0], [0], [2020.0], [100]);
        for (double epoch = 2020; epoch < 2021; epoch += 0.1)
        {
            var (ra, dec) = motions.Propagate([270], [66.5607], epoch);
            double radius = 3.6e6 * new SkyPosition(270, 66.5607).SeparationTo(new SkyPosition(ra[0], dec[0]));
            Assert.InRange(radius, 98, 102);
        }
    }

    [Fact]
    public void In_March_a_star_at_six_hours_on_the_equator_is_displaced_to_the_west()
    {
        // The Sun is at RA 0 then, the Earth as seen from it at RA 12 h: a star at 6 h lies a quarter turn ahead, and its apparent
        // place moves towards the Sun, to smaller right ascension.
        var earth = EarthOrbit.Position(2024.219);
        var (east, north) = earth.ParallaxOffset(90, 0);
        Assert.Equal(-1, east, 0.03);
        Assert.Equal(0, north, 0.03);
    }

    [Fact]
    public void A_catalog_of_another_epoch_aligns_as_well_as_one_of_the_exposures_own()
    {
        using var work = new GoldenCase();
        double epoch = ExposureEpoch(work);
        var random = new Random(1);
        string path = Path.Combine(work.Folder, "moving.cat");
        using (var writer = new StreamWriter(path))
        {
            writer.WriteLine("# ra dec mag pmra pmdec ref_epoch");
            foreach (double[] row in GoldenCase.Rows(SharedData.Path("golden", "small", "gaia.cat")))
            {
                double pmRa = 12 * (random.NextDouble() - 0.2), pmDec = 12 * (random.NextDouble() - 0.7);
                var (ra, dec) = new ProperMotions([pmRa], [pmDec], [epoch], null).Propagate([row[0]], [row[1]], 2016.0);
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ra[0]:F12} {dec[0]:F12} {row[2]} {pmRa:F6} {pmDec:F6} 2016.0"));
            }
        }
        var options = TweakRegTest.GaiaOptions(work.Folder) with { RefCat = path };
        var moved = TweakReg.Run(work.Files, options, cancel: TestContext.Current.CancellationToken);
        var fixedInTime = TweakReg.Run(work.Files, options with { ProperMotion = false }, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(8.631545, moved.Images[0].Fit!.ShiftX, 1e-3);
        Assert.Equal(-4.334014, moved.Images[0].Fit!.ShiftY, 1e-3);
        Assert.Equal(epoch, moved.Images[0].Epoch!.Value, 1e-6);
        Assert.Null(fixedInTime.Images[0].Epoch);
        Assert.True(Math.Abs(fixedInTime.Images[0].Fit!.ShiftX - 8.631545) > 0.1 || Math.Abs(fixedInTime.Images[0].Fit!.ShiftY + 4.334014) > 0.1);
    }

    private static double ExposureEpoch(GoldenCase work)
    {
        using var exposure = HstNotebooks.Exposures.Exposure.Open(work.Files[0]);
        return exposure.MidEpoch!.Value;
    }
}
