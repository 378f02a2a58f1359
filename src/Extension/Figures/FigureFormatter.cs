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
}
