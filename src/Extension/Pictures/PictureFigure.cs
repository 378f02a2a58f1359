using HstNotebooks.Figures;

namespace HstNotebooks.Pictures;

/// <summary>Turns pictures into the panels of a figure, with axes, colour bar, compass and scale bar.</summary>
internal static class PictureFigure
{
    public static Figure Make(IReadOnlyList<ImagePicture> pictures, string title, PictureArrangement arrangement = PictureArrangement.SideBySide)
    {
        bool stacked = arrangement == PictureArrangement.Stacked;
        var figure = new Figure(title, stacked ? pictures.Count : 1, stacked ? 1 : pictures.Count);
        int width = pictures.Max(p => p.Options.Width);
        figure.Width = stacked || pictures.Count == 1 ? width : Math.Max(width, Math.Min(460 * pictures.Count, 1400));
        for (int i = 0; i < pictures.Count; i++) Fill(figure.Panels[i], pictures[i]);
        // The image itself gets at most 900 pixels in the PNG: more would make notebooks heavy without showing more.
        figure.PngScale = Math.Clamp(900.0 * figure.Columns / figure.Width, 1.25, 2);
        return figure;
    }

    private static void Fill(Panel panel, ImagePicture picture)
    {
        var extent = (picture.FirstX - 0.5, picture.FirstX + picture.Data.Width - 0.5, picture.FirstY - 0.5, picture.FirstY + picture.Data.Height - 0.5);
        panel.Image(picture.Data, picture.Display, picture.Options.ColorBar ? picture.Unit : null, extent);
        panel.HasEqualAxes = true;
        panel.Title = picture.Title;
        SetAxes(panel, picture);
        foreach (var overlay in picture.Overlays) panel.Add(overlay);
        foreach (var mark in SkyMarks.Of(picture)) panel.Add(mark);
        panel.LimitX(extent.Item1, extent.Item2).LimitY(extent.Item3, extent.Item4);
    }

    private static void SetAxes(Panel panel, ImagePicture picture)
    {
        switch (picture.Options.Axes)
        {
            case ImageAxes.None:
                panel.X.HidesTicks = panel.Y.HidesTicks = true;
                break;
            case ImageAxes.Sky when picture.Wcs is not null:
                SkyMarks.SetTicks(panel, picture);
                break;
            default:
                panel.Titles(x: "x [pixel]", y: "y [pixel]");
                break;
        }
    }
}
