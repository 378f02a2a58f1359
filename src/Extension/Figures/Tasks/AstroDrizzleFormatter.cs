using System.Globalization;
using System.Text;
using HstNotebooks.Drizzling;
using HstNotebooks.Formatting;
using HstNotebooks.Hosting;
using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>Shows what AstroDrizzle made: the frame, the chips, science and weight as thumbnails, and how long each step took.</summary>
internal static class AstroDrizzleFormatter
{
    public static MimeBundle Format(AstroDrizzleResult result)
    {
        var frame = result.Frame;
        string title = string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(result.SciencePath)}: {frame.Width} x {frame.Height} pixels of {frame.Wcs.PixelScale:F4} arcsec, y axis at position angle {Math.Round(frame.Wcs.Orientation, 2) + 0.0:F2} deg");
        var html = new StringBuilder("<b>").Append(Html.Escape(title)).Append("</b>");
        var text = new StringBuilder(title).Append('\n');
        foreach (string warning in result.Warnings)
        {
            html.Append($"<p class=\"poor\">{Html.Escape(warning)}</p>");
            text.Append(warning).Append('\n');
        }
        string? png = Thumbnails(result);
        if (png is not null) html.Append($"<div><img style=\"max-width:100%;width:720px\" alt=\"science and weight\" src=\"data:image/png;base64,{png}\"></div>");
        var chips = TableFormatter.Grid(result.Chips, 40);
        var timings = TableFormatter.Grid(result.Timings, 40);
        html.Append(chips.ToHtml()).Append("<details><summary class=\"dim\">time of each step</summary>").Append(timings.ToHtml()).Append("</details>");
        text.Append(chips.ToText()).Append('\n').Append(timings.ToText());
        TweakRegFormatter.AppendProducts(html, text, result.Products);
        return MimeBundle.FromHtml(Html.Fragment(html.ToString()), text.ToString());
    }

    /// <summary>Science and weight side by side; null where the products are no longer there.</summary>
    private static string? Thumbnails(AstroDrizzleResult result)
    {
        if (!File.Exists(result.SciencePath) || !File.Exists(result.WeightPath)) return null;
        var plain = new ImageDisplayOptions { Axes = ImageAxes.None, ColorBar = false };
        var figure = PictureFigure.Make(
        [
            Display.Image(result.ReadScience(), plain, name: "science"),
            Display.Image(result.ReadWeight(), plain with { Limits = "minmax" }, name: "weight"),
        ], "");
        figure.Width = 720;
        figure.PngScale = 1.25;
        return Convert.ToBase64String(figure.ToPng());
    }
}
