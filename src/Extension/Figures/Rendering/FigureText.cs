using System.Globalization;
using System.Text;

namespace HstNotebooks.Figures.Rendering;

/// <summary>A figure in words: titles, axes, and what every series holds.</summary>
internal static class FigureText
{
    public static string Describe(Figure figure)
    {
        string title = figure.Title.Length > 0 ? figure.Title : "without title";
        var text = new StringBuilder($"Figure: {title}");
        if (figure.Panels.Count > 1) text.Append($" ({figure.Rows} x {figure.Columns} panels)");
        foreach (var panel in figure.Panels) DescribePanel(text, figure, panel);
        return text.ToString();
    }

    private static void DescribePanel(StringBuilder text, Figure figure, Panel panel)
    {
        var (x0, x1) = DataRange.OfX(panel);
        var (y0, y1) = DataRange.OfY(panel);
        string x = panel.X.Title.Length > 0 ? panel.X.Title : figure.SharedXTitle.Length > 0 ? figure.SharedXTitle : "x";
        string y = panel.Y.Title.Length > 0 ? panel.Y.Title : figure.SharedYTitle.Length > 0 ? figure.SharedYTitle : "y";
        string title = panel.Title.Length > 0 ? panel.Title + ": " : "";
        text.Append(string.Create(CultureInfo.InvariantCulture, $"\n  {title}{x} {x0:G5} to {x1:G5}, {y} {y0:G5} to {y1:G5}"));
        foreach (var series in panel.Series)
        {
            string label = series.Label.Length > 0 ? $" '{series.Label}'" : "";
            string? line = series switch
            {
                ScatterSeries s => $"{s.X.Count} points{label}",
                LineSeries s => $"line of {s.X.Count} points{label}",
                VectorSeries s => $"{s.X.Count} arrows{label}, key {s.KeyText}",
                BarSeries s => string.Create(CultureInfo.InvariantCulture, $"histogram of {s.Counts.Sum():G6} values in {s.Counts.Count} bins{label}"),
                ImageSeries s => string.Create(CultureInfo.InvariantCulture, $"image {s.Data.Width} x {s.Data.Height}, {s.Display.Low:G5} to {s.Display.High:G5}, {s.Display.Stretch.ToString().ToLowerInvariant()}, {s.Display.Colours.Name}"),
                NoteSeries s => $"note: {s.Text}",
                LevelSeries s when label.Length > 0 => string.Create(CultureInfo.InvariantCulture, $"line at {s.Value:G6}{label}"),
                _ => null,
            };
            if (line is not null) text.Append("\n    ").Append(line);
        }
    }
}
