using System.Text;
using HstNotebooks.Alignment;
using HstNotebooks.Formatting;
using HstNotebooks.Hosting;

namespace HstNotebooks.Figures;

/// <summary>Shows what TweakReg found: the shift table with the verdict, and why an image is not good.</summary>
internal static class TweakRegFormatter
{
    public static MimeBundle Format(TweakRegResult result)
    {
        var shifts = result.Shifts;
        int verdict = shifts.Columns.ToList().FindIndex(c => c.Name == "verdict");
        var grid = TableFormatter.Grid(shifts, 200, (row, column) => column == verdict ? ClassOf(result.Images, row) : null);
        string title = $"TweakReg: {result.Images.Count} {(result.Images.Count == 1 ? "image" : "images")} against {result.ReferenceName} ({result.ReferenceSources.RowCount} reference sources)";
        var html = new StringBuilder("<b>").Append(Html.Escape(title)).Append("</b>").Append(grid.ToHtml());
        var text = new StringBuilder(title).Append('\n').Append(grid.ToText());
        foreach (var image in result.Images.Where(i => i.Reasons.Count > 0))
        {
            bool isGood = image.Verdict is AlignmentVerdict.Good or AlignmentVerdict.Reference;
            string reasons = string.Join("; ", image.Reasons);
            html.Append($"<p class=\"{(isGood ? "dim" : ClassOf(image.Verdict))}\">{Html.Escape(image.FileName)}: {Html.Escape(reasons)}</p>");
            text.Append('\n').Append(image.FileName).Append(": ").Append(reasons);
        }
        AppendProducts(html, text, result.Products);
        return MimeBundle.FromHtml(Html.Fragment(html.ToString()), text.ToString());
    }

    /// <summary>One image: verdict, numbers of the fit, reasons.</summary>
    public static MimeBundle Format(ImageAlignment image)
    {
        var rows = new List<(string, string)> { ("verdict", image.Verdict.ToString().ToLowerInvariant()), ("sources", $"{image.Sources.RowCount}"), ("matches", $"{image.MatchCount}") };
        if (image.Fit is { } fit)
        {
            FormattableString[] numbers = [$"{fit.Count}", $"{fit.ShiftX:F6}, {fit.ShiftY:F6} pixel", $"{fit.Rotation:F6} deg", $"{fit.Scale:F6}", $"{fit.RmsX:F6}, {fit.RmsY:F6} pixel"];
            string[] names = ["kept", "shift", "rotation", "scale", "rms"];
            rows.AddRange(names.Zip(numbers, (n, v) => (n, FormattableString.Invariant(v))));
        }
        rows.Add(("header", image.HeaderUpdated ? "updated" : "not changed"));
        rows.AddRange(image.Reasons.Select(r => ("because", r)));
        return PropertyList.Format(image.FileName, rows);
    }

    internal static void AppendProducts(StringBuilder html, StringBuilder text, IReadOnlyList<string> products)
    {
        if (products.Count == 0) return;
        string written = products.Count == 1 ? "1 file written" : $"{products.Count} files written";
        html.Append($"<details><summary class=\"dim\">{written}</summary><pre>").Append(Html.Escape(string.Join("\n", products))).Append("</pre></details>");
        text.Append($"\n{written}");
    }

    private static string? ClassOf(IReadOnlyList<ImageAlignment> images, int row) => row < images.Count ? ClassOf(images[row].Verdict) : null;

    private static string ClassOf(AlignmentVerdict verdict) => verdict switch
    {
        AlignmentVerdict.Good => "good",
        AlignmentVerdict.Poor => "poor",
        AlignmentVerdict.Failed => "bad",
        _ => "dim",
    };
}
