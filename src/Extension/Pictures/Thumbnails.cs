using System.Globalization;
using System.Text;
using HstNotebooks.Formatting;

namespace HstNotebooks.Pictures;

/// <summary>Small pictures in a row for the summary of a task: without axes and ground of their own, so that they suit light and dark pages.</summary>
internal static class Thumbnails
{
    /// <summary>Pixels of the longer side of a picture that is shown as wide as asked for: enough for sharp screens, little in a notebook.</summary>
    private const double PixelsPerPoint = 1.25;

    /// <summary>The pictures with their titles, each at most <paramref name="width"/> points wide; a narrow page shrinks them together.</summary>
    public static string Row(int width, params IReadOnlyList<ImagePicture> pictures)
    {
        var html = new StringBuilder("<div style=\"display:flex;gap:10px;margin:4px 0\">");
        foreach (var picture in pictures)
        {
            string title = Html.Escape(picture.Title);
            html.Append(CultureInfo.InvariantCulture, $"<div style=\"flex:0 1 {width}px;min-width:0\"><span class=\"dim\">{title}</span><br><img style=\"width:100%\" alt=\"{title}\" src=\"data:image/png;base64,{Png(picture, width)}\"></div>");
        }
        return html.Append("</div>").ToString();
    }

    private static string Png(ImagePicture picture, int width)
    {
        var data = picture.Data;
        double scale = Math.Min(1, PixelsPerPoint * width / Math.Max(data.Width, data.Height));
        var pixels = new Pixmap(Math.Max(1, (int)Math.Round(scale * data.Width)), Math.Max(1, (int)Math.Round(scale * data.Height)), Colour.White);
        var all = new Rectangle(0, 0, pixels.Width, pixels.Height);
        ImagePainter.Paint(pixels, data, picture.Display, all, all);
        return Convert.ToBase64String(PngEncoder.Encode(pixels));
    }
}
