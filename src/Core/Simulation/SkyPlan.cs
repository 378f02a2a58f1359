using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Simulation;

/// <summary>Puts the stars of a scene onto the chips of an exposure.</summary>
internal static class SkyPlan
{
    /// <summary>Pixels around a chip from which a bright star still throws light on it.</summary>
    private const double Margin = 300;

    /// <summary>Headers, WCS and star images of every chip.</summary>
    public static IReadOnlyList<ChipPlan> Make(Scene scene, ExposureDescription exposure, DistortionTables tables)
    {
        using var tableFile = new FitsFile();
        tableFile.Add(new ImageHdu());
        tables.AddTo(tableFile);
        var geometry = exposure.Camera.Geometry;
        var pointing = geometry.Offset(exposure.Target, exposure.PaV3, exposure.PosTarg1, exposure.PosTarg2);
        var linear = geometry.Place(pointing, exposure.PaV3, exposure.VelocityAberration);
        var original = geometry.Place(pointing, exposure.PaV3);
        var motion = new RigidMotion(pointing, exposure.PointingError);
        double years = exposure.MidEpoch - scene.Epoch;
        var stars = scene.Stars.Select(s => s.After(years)).ToArray();
        var throughput = exposure.Throughput;

        var plans = new List<ChipPlan>();
        for (int c = 0; c < geometry.Chips.Count; c++)
        {
            var chip = geometry.Chips[c];
            var header = ScienceHeader.Create(exposure, chip, linear[c], original[c], pointing);
            tables.Describe(header, c);
            var claimed = WcsOf(header, chip, tableFile);
            double light = exposure.ExposureTime * exposure.Camera.Sensitivity(chip, throughput);
            var truth = claimed.WithLinear(motion.Apply(linear[c]));
            plans.Add(new(chip, header, claimed, truth, Project(stars, truth, chip, star => light * Math.Pow(10, -0.4 * star.Magnitude))));
        }
        return plans;
    }

    /// <summary>The WCS of a header that has no pixels yet.</summary>
    public static ImageWcs WcsOf(FitsHeader header, ChipGeometry chip, FitsFile? tables = null)
    {
        var sized = header.Clone();
        sized.Set("NAXIS", 2L);
        sized.Set("NAXIS1", (long)chip.Width);
        sized.Set("NAXIS2", (long)chip.Height);
        return ImageWcs.FromHeader(sized, tables);
    }

    private static List<StarImage> Project(Star[] stars, ImageWcs wcs, ChipGeometry chip, Func<Star, double> electrons)
    {
        // Only stars near the chip in the linear WCS are put through the inverse of the distortion, which need not converge far outside.
        var near = new List<Star>();
        double slackX = Margin + chip.Width * 0.1, slackY = Margin + chip.Height * 0.1;
        foreach (var star in stars)
        {
            var at = wcs.Linear.SkyToPixel(star.Ra, star.Dec);
            if (at.X > -slackX && at.X < chip.Width + slackX && at.Y > -slackY && at.Y < chip.Height + slackY) near.Add(star);
        }
        double[] ra = [.. near.Select(s => s.Ra)], dec = [.. near.Select(s => s.Dec)], x = new double[near.Count], y = new double[near.Count];
        wcs.SkyToPixel(ra, dec, x, y);
        double squareScale = chip.Scale * chip.Scale;
        var images = new List<StarImage>();
        for (int i = 0; i < x.Length; i++)
        {
            if (!(x[i] > -Margin && x[i] < chip.Width + Margin && y[i] > -Margin && y[i] < chip.Height + Margin)) continue;
            // Flat-fielded pixels show surface brightness: a star in a large pixel has fewer counts, and drizzling restores them.
            images.Add(new(x[i] - 1, y[i] - 1, electrons(near[i]) * squareScale / PixelArea(wcs, x[i], y[i]), near[i]));
        }
        return images;
    }

    /// <summary>Area of a pixel on the sky, square arcseconds, from differences over one pixel.</summary>
    private static double PixelArea(ImageWcs wcs, double x, double y)
    {
        var (left, right) = (wcs.PixelToFocal(x - 0.5, y), wcs.PixelToFocal(x + 0.5, y));
        var (below, above) = (wcs.PixelToFocal(x, y - 0.5), wcs.PixelToFocal(x, y + 0.5));
        double focal = (right.X - left.X) * (above.Y - below.Y) - (right.Y - left.Y) * (above.X - below.X);
        var cd = wcs.Linear;
        return Math.Abs(focal * (cd.Cd11 * cd.Cd22 - cd.Cd12 * cd.Cd21)) * 3600 * 3600;
    }
}
