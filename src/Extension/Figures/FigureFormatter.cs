using HstNotebooks.Figures.Rendering;
using HstNotebooks.Hosting;

namespace HstNotebooks.Figures;

/// <summary>A figure as everything that a notebook can show.</summary>
internal static class FigureFormatter
{
    public static MimeBundle Format(Figure figure) => new(new Dictionary<string, string>
    {
        ["text/html"] = figure.ToHtml(),
        ["image/png"] = Convert.ToBase64String(figure.ToPng()),
        ["application/vnd.plotly.v1+json"] = figure.ToPlotlyJson(),
        ["text/plain"] = FigureText.Describe(figure),
    });

    /// <summary>The figures below one another; the PNG holds them all.</summary>
    public static MimeBundle Format(FigureSet set)
    {
        if (set.Figures.Count == 0) return MimeBundle.FromText(set.ToString());
        return new(new Dictionary<string, string>
        {
            ["text/html"] = string.Concat(set.Figures.Select(f => f.ToHtml())),
            ["image/png"] = Convert.ToBase64String(PngFigure.RenderAll(set.Figures)),
            ["text/plain"] = set.ToString(),
        });
    }
}
