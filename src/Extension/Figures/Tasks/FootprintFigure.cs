using HstNotebooks.Alignment;
using HstNotebooks.Exposures;
using HstNotebooks.Pictures;
using HstNotebooks.Wcs;

namespace HstNotebooks.Figures;

/// <summary>Draws the outlines of the chips of a run on the sky.</summary>
internal static class FootprintFigure
{
    public static Figure Make(TweakRegResult result)
    {
        var figure = new Figure("Footprints").WithSize(640, 600);
        var panel = figure.Panel;
        var centre = result.ReferenceFrame.Wcs;
        double cosine = Math.Cos(double.DegreesToRadians(centre.CrVal2));
        double East(double ra) => Math.IEEERemainder(ra - centre.CrVal1, 360) * cosine * 3600;
        double North(double dec) => (dec - centre.CrVal2) * 3600;
        panel.Scatter([.. result.ReferenceSources.Doubles("ra").Select(East)], [.. result.ReferenceSources.Doubles("dec").Select(North)], "reference sources", "#9aa3ab", size: 2.2);
        foreach (var image in result.Images)
        {
            var x = new List<double>();
            var y = new List<double>();
            foreach (var wcs in WcsOf(image))
            {
                var (ra, dec) = Pictures.Footprints.Outline(wcs);
                x.AddRange([.. ra.Select(East), double.NaN]);
                y.AddRange([.. dec.Select(North), double.NaN]);
            }
            panel.Line(x, y, image.FileName);
        }
        panel.HasEqualAxes = true;
        double reach = 1.05 * panel.Series.OfType<LineSeries>().SelectMany(s => s.X.Concat(s.Y)).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(60).Max();
        panel.Titles("", "east of the reference point [arcsec]", "north [arcsec]").LimitX(reach, -reach).LimitY(-reach, reach);
        return figure;
    }

    private static IEnumerable<ImageWcs> WcsOf(ImageAlignment image)
    {
        if (image.AlignedWcs.Count > 0) return image.AlignedWcs.Values;
        using var exposure = Exposure.Open(image.Path);
        return [.. exposure.Chips.Select(c => c.Wcs)];
    }
}
