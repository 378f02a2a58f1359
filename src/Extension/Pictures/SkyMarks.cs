using System.Globalization;
using HstNotebooks.Figures;
using HstNotebooks.Figures.Rendering;
using HstNotebooks.Sky;
using HstNotebooks.Wcs;

namespace HstNotebooks.Pictures;

/// <summary>What a WCS adds to a picture: sky coordinates along the borders, a compass, a scale bar.</summary>
internal static class SkyMarks
{
    private const int Samples = 65;
    private static readonly Colour Ink = Colour.Parse("#ffd21f");

    /// <summary>The compass and the scale bar that a picture asks for, as series in its pixels.</summary>
    public static IReadOnlyList<FigureSeries> Of(ImagePicture picture)
    {
        var panel = new Panel();
        if (picture.Options.Compass) AddCompass(panel, picture);
        if (picture.Options.ScaleBar) AddScaleBar(panel, picture);
        return panel.Series;
    }

    /// <summary>Marks of right ascension and declination where lines of equal coordinate meet the lower and the left border.</summary>
    public static void SetTicks(Panel panel, ImagePicture picture)
    {
        var wcs = picture.Wcs!;
        double x0 = picture.FirstX - 0.5, x1 = x0 + picture.Data.Width, y0 = picture.FirstY - 0.5, y1 = y0 + picture.Data.Height;
        var below = Enumerable.Range(0, Samples).Select(i => x0 + (x1 - x0) * i / (Samples - 1)).Select(x => (At: x, Sky: wcs.PixelToSky(x, y0))).ToList();
        var left = Enumerable.Range(0, Samples).Select(i => y0 + (y1 - y0) * i / (Samples - 1)).Select(y => (At: y, Sky: wcs.PixelToSky(x0, y))).ToList();
        double ra0 = below[0].Sky.Ra;
        double Ra(SkyPosition s) => ra0 + Math.IEEERemainder(s.Ra - ra0, 360);
        double cosine = Math.Cos(double.DegreesToRadians(below[0].Sky.Dec));
        bool raBelow = Math.Abs(Ra(below[^1].Sky) - Ra(below[0].Sky)) * cosine >= Math.Abs(below[^1].Sky.Dec - below[0].Sky.Dec);
        panel.X.Ticks = Crossings([.. below.Select(s => (s.At, raBelow ? Ra(s.Sky) : s.Sky.Dec))], 4);
        panel.Y.Ticks = Crossings([.. left.Select(s => (s.At, raBelow ? s.Sky.Dec : Ra(s.Sky)))], 6);
        panel.X.Title = raBelow ? "RA [deg]" : "Dec [deg]";
        panel.Y.Title = raBelow ? "Dec [deg]" : "RA [deg]";
    }

    /// <summary>Arrows to north and east from a point in the upper right part of the picture.</summary>
    private static void AddCompass(Panel panel, ImagePicture picture)
    {
        if (picture.Wcs is not { } wcs) return;
        double width = picture.Data.Width, height = picture.Data.Height, length = 0.09 * Math.Min(width, height);
        double x = picture.FirstX + width - 2.6 * length, y = picture.FirstY + height - 2.6 * length;
        var sky = wcs.PixelToSky(x, y);
        const double step = 0.1 / 3600;
        foreach (var (target, letter) in new[]
        {
            (new SkyPosition(sky.Ra, sky.Dec + step), "N"),
            (new SkyPosition(sky.Ra + step / Math.Cos(double.DegreesToRadians(sky.Dec)), sky.Dec), "E"),
        })
        {
            var to = wcs.SkyToPixel(target.Ra, target.Dec);
            double norm = double.Hypot(to.X - x, to.Y - y), ux = (to.X - x) / norm, uy = (to.Y - y) / norm;
            double ex = x + length * ux, ey = y + length * uy, head = 0.25 * length;
            panel.Add(new LineSeries([x, ex, ex - head * (ux + 0.5 * uy), double.NaN, ex, ex - head * (ux - 0.5 * uy)],
                [y, ey, ey - head * (uy - 0.5 * ux), double.NaN, ey, ey - head * (uy + 0.5 * ux)], Colour: Ink, Width: 1.6));
            panel.Add(new NoteSeries(x + 1.55 * length * ux - 0.15 * length, y + 1.55 * length * uy - 0.2 * length, letter, NoteAnchor.Data));
        }
    }

    /// <summary>A bar of a round number of arcseconds, about a fifth of the width, in the lower left corner.</summary>
    private static void AddScaleBar(Panel panel, ImagePicture picture)
    {
        if (picture.Wcs is not { } wcs) return;
        double width = picture.Data.Width, height = picture.Data.Height, middleX = picture.FirstX + width / 2, middleY = picture.FirstY + height / 2;
        double scale = 3600 * wcs.PixelToSky(middleX - 0.5, middleY).SeparationTo(wcs.PixelToSky(middleX + 0.5, middleY));
        if (!(scale > 0)) return;
        double arcseconds = TickMaker.NiceStep(0.13 * width * scale), pixels = arcseconds / scale;
        double x = picture.FirstX + 0.05 * width, y = picture.FirstY + 0.06 * height, end = 0.012 * height;
        panel.Add(new LineSeries([x, x, x, x + pixels, x + pixels, x + pixels], [y - end, y + end, y, y, y - end, y + end], Colour: Ink, Width: 1.8));
        string text = arcseconds >= 60 && arcseconds % 60 == 0 ? $"{arcseconds / 60}′" : arcseconds.ToString("0.####", CultureInfo.InvariantCulture) + "″";
        panel.Add(new NoteSeries(x + 0.3 * pixels, y + 0.015 * height, text, NoteAnchor.Data));
    }

    /// <summary>Places where a coordinate takes round values along a border.</summary>
    private static List<(double, string)> Crossings(IReadOnlyList<(double At, double Value)> border, int most)
    {
        var marks = new List<(double, string)>();
        foreach (var tick in TickMaker.Linear(border.Min(b => b.Value), border.Max(b => b.Value), most))
            for (int i = 1; i < border.Count; i++)
            {
                double a = border[i - 1].Value - tick.Value, b = border[i].Value - tick.Value;
                if (a * b > 0 || a == b) continue;
                marks.Add((border[i - 1].At + a / (a - b) * (border[i].At - border[i - 1].At), tick.Text));
                break;
            }
        return marks;
    }
}
