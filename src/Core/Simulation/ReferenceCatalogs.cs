using HstNotebooks.Sky;
using HstNotebooks.Tables;

namespace HstNotebooks.Simulation;

/// <summary>Makes catalogs as a survey would have measured them of the stars of a scene: what exposures are aligned to.</summary>
public static class ReferenceCatalogs
{
    /// <summary>
    /// A catalog like Gaia's: ra, dec, phot_g_mean_mag, ra_error, dec_error (mas), pmra, pmdec (mas per year), ref_epoch (years). Complete to G = 20.5
    /// and ending at 21; errors of 0.4 mas for bright stars and 1 mas at the limit; of two stars within 0.4" only the brighter is in it.
    /// </summary>
    /// <param name="scene">The stars; their magnitudes minus <paramref name="colour"/> are G.</param>
    /// <param name="centre">Centre of the query.</param>
    /// <param name="radius">Radius of the query in arcminutes.</param>
    /// <param name="colour">Magnitude in the filter of the exposures minus G.</param>
    public static Table GaiaLike(Scene scene, SkyPosition centre, double radius = 6, double colour = 0.31)
    {
        var random = new NoiseStream(scene.Seed, Purpose.Catalog, 1);
        var entries = new List<Entry>();
        foreach (var star in Inside(scene, centre, radius))
        {
            double g = star.Magnitude - colour + 0.02 * random.NextGaussian();
            double error = 0.4 + 0.6 * Math.Pow(10, 0.4 * (Math.Min(g, 21) - 21));
            double east = error * random.NextGaussian(), north = error * random.NextGaussian();
            bool listed = g < 21 && random.NextUniform() < Math.Clamp((21.2 - g) / 0.7, 0, 1);
            if (listed) entries.Add(Moved(star, east, north) with { Magnitude = g, Error = error });
        }
        var kept = WithoutNeighbours(entries, centre, 0.4);
        return new(
            [
                new TableColumn<double>("ra", [.. kept.Select(e => e.Ra)], "deg"),
                new TableColumn<double>("dec", [.. kept.Select(e => e.Dec)], "deg"),
                new TableColumn<double>("phot_g_mean_mag", [.. kept.Select(e => Math.Round(e.Magnitude, 4))], "mag"),
                new TableColumn<double>("ra_error", [.. kept.Select(e => Math.Round(e.Error, 4))], "mas"),
                new TableColumn<double>("dec_error", [.. kept.Select(e => Math.Round(e.Error, 4))], "mas"),
                new TableColumn<double>("pmra", [.. kept.Select(e => Math.Round(e.Star.PmRa, 4))], "mas/yr"),
                new TableColumn<double>("pmdec", [.. kept.Select(e => Math.Round(e.Star.PmDec, 4))], "mas/yr"),
                new TableColumn<double>("ref_epoch", [.. kept.Select(_ => scene.Epoch)], "yr"),
            ], "gaia");
    }

    /// <summary>
    /// A catalog like SDSS's: ra, dec, g. Stars within 1.2" are one entry at their common light, errors grow from 20 mas to 45 mas at the
    /// limit of about g = 22.5, and one entry in eleven is no star at all.
    /// </summary>
    /// <param name="scene">The stars; their magnitudes plus <paramref name="colour"/> are g.</param>
    /// <param name="centre">Centre of the query.</param>
    /// <param name="radius">Radius of the query in arcminutes.</param>
    /// <param name="colour">g minus the magnitude in the filter of the exposures.</param>
    public static Table SdssLike(Scene scene, SkyPosition centre, double radius = 6, double colour = 0.3)
    {
        var random = new NoiseStream(scene.Seed, Purpose.Catalog, 2);
        var entries = new List<Entry>();
        foreach (var blend in Blends(Inside(scene, centre, radius).Where(s => s.Magnitude + colour < 23.5), centre, 1.2))
        {
            double g = blend.Magnitude + colour + 0.03 * random.NextGaussian();
            double error = 20 + 25 * Math.Pow(10, 0.4 * (Math.Min(g, 22.5) - 22.5));
            double east = error * random.NextGaussian(), north = error * random.NextGaussian();
            bool listed = random.NextUniform() < Math.Clamp((22.8 - g) / 1.2, 0, 1);
            if (listed) entries.Add(Moved(blend, east, north) with { Magnitude = g });
        }
        int falseEntries = entries.Count / 10;
        for (int i = 0; i < falseEntries; i++)
        {
            double r = radius / 60 * Math.Sqrt(random.NextUniform()), angle = random.NextUniform(0, 2 * Math.PI);
            double dec = centre.Dec + r * Math.Cos(angle);
            entries.Add(new(centre.Ra + r * Math.Sin(angle) / Math.Cos(double.DegreesToRadians(dec)), dec, random.NextUniform(20.5, 26), 0, default));
        }
        return new(
            [
                new TableColumn<double>("ra", [.. entries.Select(e => e.Ra)], "deg"),
                new TableColumn<double>("dec", [.. entries.Select(e => e.Dec)], "deg"),
                new TableColumn<double>("g", [.. entries.Select(e => Math.Round(e.Magnitude, 4))], "mag"),
            ], "sdss");
    }

    private readonly record struct Entry(double Ra, double Dec, double Magnitude, double Error, Star Star);

    private static IEnumerable<Star> Inside(Scene scene, SkyPosition centre, double radius) =>
        scene.Stars.Where(s => centre.SeparationTo(new(s.Ra, s.Dec)) <= radius / 60);

    private static Entry Moved(Star star, double eastMas, double northMas) =>
        new(star.Ra + eastMas / 3.6e6 / Math.Cos(double.DegreesToRadians(star.Dec)), star.Dec + northMas / 3.6e6, star.Magnitude, 0, star);

    /// <summary>Leaves out each entry that has a brighter one within some arcseconds.</summary>
    private static List<Entry> WithoutNeighbours(List<Entry> entries, SkyPosition centre, double arcseconds)
    {
        var grid = new SkyGrid(centre, arcseconds);
        for (int i = 0; i < entries.Count; i++) grid.Add(i, entries[i].Ra, entries[i].Dec);
        return [.. entries.Where((e, i) => !grid.Near(e.Ra, e.Dec).Any(j => j != i && (entries[j].Magnitude, j).CompareTo((e.Magnitude, i)) < 0))];
    }

    /// <summary>Joins each star with the fainter ones around it that are not yet part of another.</summary>
    private static IEnumerable<Star> Blends(IEnumerable<Star> stars, SkyPosition centre, double arcseconds)
    {
        Star[] sorted = [.. stars.OrderBy(s => s.Magnitude)];
        var grid = new SkyGrid(centre, arcseconds);
        for (int i = 0; i < sorted.Length; i++) grid.Add(i, sorted[i].Ra, sorted[i].Dec);
        var used = new bool[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            if (used[i]) continue;
            double light = 0, ra = 0, dec = 0;
            foreach (int j in grid.Near(sorted[i].Ra, sorted[i].Dec).Where(j => j >= i && !used[j]).Order())
            {
                used[j] = true;
                double flux = Math.Pow(10, -0.4 * sorted[j].Magnitude);
                light += flux;
                ra += flux * (sorted[j].Ra - sorted[i].Ra);
                dec += flux * (sorted[j].Dec - sorted[i].Dec);
            }
            yield return sorted[i] with { Ra = sorted[i].Ra + ra / light, Dec = sorted[i].Dec + dec / light, Magnitude = -2.5 * Math.Log10(light) };
        }
    }
}
