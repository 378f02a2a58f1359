using System.Globalization;
using System.Text;
using HstNotebooks.Drizzling;
using HstNotebooks.Formatting;
using HstNotebooks.Hosting;
using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>Shows what a single step of AstroDrizzle did: its table of chips, or its image.</summary>
internal static class DrizzleStepFormatter
{
    public static MimeBundle Format(ChipStepResult result)
    {
        var (html, text) = Begin($"{result.Step}: {result.Chips.RowCount} chips", result.Warnings);
        var chips = TableFormatter.Grid(result.Chips, 40);
        html.Append(chips.ToHtml());
        text.Append(chips.ToText());
        TweakRegFormatter.AppendProducts(html, text, result.Products);
        return MimeBundle.FromHtml(Html.Fragment(html.ToString()), text.ToString());
    }

    public static MimeBundle Format(ImageStepResult result)
    {
        string size = string.Create(CultureInfo.InvariantCulture, $"{result.Step}: {Path.GetFileName(result.Path)}, {result.Width} x {result.Height} pixels from {result.Inputs.Count} images");
        var (html, text) = Begin(size, result.Warnings);
        if (File.Exists(result.Path)) html.Append(Thumbnails.Row(480, Display.Image(result.ReadImage(), name: Path.GetFileName(result.Path))));
        TweakRegFormatter.AppendProducts(html, text, [result.Path, .. new[] { result.WeightPath, result.ContextPath }.OfType<string>()]);
        return MimeBundle.FromHtml(Html.Fragment(html.ToString()), text.ToString());
    }

    private static (StringBuilder Html, StringBuilder Text) Begin(string title, IReadOnlyList<string> warnings)
    {
        var html = new StringBuilder("<b>").Append(Html.Escape(title)).Append("</b>");
        var text = new StringBuilder(title).Append('\n');
        foreach (string warning in warnings)
        {
            html.Append($"<p class=\"poor\">{Html.Escape(warning)}</p>");
            text.Append(warning).Append('\n');
        }
        return (html, text);
    }
}
