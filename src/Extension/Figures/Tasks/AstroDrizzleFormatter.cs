using System.Globalization;
using System.Text;
using HstNotebooks.Drizzling;
using HstNotebooks.Fits;
using HstNotebooks.Formatting;
using HstNotebooks.Hosting;
using HstNotebooks.Images;
using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>Shows what AstroDrizzle made: the frame, the chips, science and weight as thumbnails, and how long each step took.</summary>
internal static class AstroDrizzleFormatter
{
    /// <summary>Images with more pixels than this are sampled for their thumbnail.</summary>
    private const long WholePixels = 64L << 20;
    private const int SampledSide = 2048;

    public static MimeBundle Format(AstroDrizzleResult result)
    {
        var html = new StringBuilder("<b>").Append(Html.Escape(Title(result))).Append("</b>");
        foreach (string warning in result.Warnings) html.Append($"<p class=\"poor\">{Html.Escape(warning)}</p>");
        html.Append(ScienceAndWeight(result));
        html.Append(TableFormatter.Grid(result.Chips, 40).ToHtml()).Append("<details><summary class=\"dim\">time of each step</summary>").Append(TableFormatter.Grid(result.Timings, 40).ToHtml()).Append("</details>");
        TweakRegFormatter.AppendProducts(html, new StringBuilder(), result.Products);
        return MimeBundle.FromHtml(Html.Fragment(html.ToString()), Text(result));
    }

    /// <summary>The same in words, without a picture.</summary>
    public static string Text(AstroDrizzleResult result)
    {
        var text = new StringBuilder(Title(result)).Append('\n');
        foreach (string warning in result.Warnings) text.Append("warning: ").Append(warning).Append('\n');
        text.Append(TableFormatter.Grid(result.Chips, 40).ToText()).Append('\n').Append(TableFormatter.Grid(result.Timings, 40).ToText());
        TweakRegFormatter.AppendProducts(new StringBuilder(), text, result.Products);
        return text.ToString();
    }

    private static string Title(AstroDrizzleResult result)
    {
        var frame = result.Frame;
        string name = result.SciencePath.Length > 0 ? Path.GetFileName(result.SciencePath) : "no final image (driz_combine is false), its frame";
        return string.Create(CultureInfo.InvariantCulture, $"{name}: {frame.Width} x {frame.Height} pixels of {frame.Wcs.PixelScale:F4} arcsec, y axis at position angle {Math.Round(frame.Wcs.Orientation, 2) + 0.0:F2} deg");
    }

    /// <summary>Science and weight side by side; empty where the products are no longer there.</summary>
    private static string ScienceAndWeight(AstroDrizzleResult result)
    {
        if (!File.Exists(result.SciencePath) || !File.Exists(result.WeightPath)) return "";
        bool whole = (long)result.Frame.Width * result.Frame.Height <= WholePixels;
        return Thumbnails.Row(355,
            Display.Image(whole ? result.ReadScience() : Sample(result.SciencePath, "SCI"), name: "science"),
            Display.Image(whole ? result.ReadWeight() : Sample(result.WeightPath, "WHT"), new() { Limits = "minmax" }, name: "weight"));
    }

    /// <summary>Every n-th pixel of an image that is too large for memory.</summary>
    private static Image<float> Sample(string path, string extension)
    {
        using var file = FitsFile.Open(path);
        var hdu = file.Find(extension) as ImageHdu ?? (ImageHdu)file.Hdus[0];
        int step = (Math.Max(hdu.Width, hdu.Height) + SampledSide - 1) / SampledSide;
        var image = new Image<float>(hdu.Width / step, hdu.Height / step);
        for (int y = 0; y < image.Height; y++)
        {
            var row = hdu.ReadSection<float>(0, y * step, hdu.Width, 1);
            for (int x = 0; x < image.Width; x++) image[y, x] = row[0, x * step];
        }
        return image;
    }
}
