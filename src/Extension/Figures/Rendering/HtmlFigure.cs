using System.Text;
using HstNotebooks.Formatting;

namespace HstNotebooks.Figures.Rendering;

/// <summary>A figure as a page fragment: a picture, which a small script replaces by SVG with zoom, pan, values and switching.</summary>
internal static class HtmlFigure
{
    /// <summary>Points of all series together beyond which the page shows only every n-th.</summary>
    public const int MostPoints = 20_000;

    /// <summary>Pixels of the longer side of an image in a figure.</summary>
    private const int LargestImage = 700;

    /// <summary>Width in points of the figure on a narrow page, a telephone's, where its panels stand below one another.</summary>
    private const int NarrowWidth = 360;

    /// <summary>Points of all series together in the drawing for narrow pages: it has a quarter of the room.</summary>
    private const int NarrowPoints = 4_000;

    private const string Style = "<style>.hst-fig{position:relative;display:inline-block;background:var(--bg);max-width:100%;padding:2px;overflow-x:auto;overflow-y:hidden}.hst-fig svg{max-width:100%;height:auto;display:block;touch-action:pan-y}"
        + "@media print{.hst-fig{display:block;overflow:visible;break-inside:avoid}.hst-fig svg{min-width:0!important}}.hst-fig .le{cursor:pointer}.hst-fig .off{opacity:.25}.hst-fig .tip{position:absolute;display:none;pointer-events:none;background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:1px 6px;font-size:11px;white-space:nowrap;z-index:2}"
        + ".hst-fig .bar{position:absolute;right:4px;top:2px;opacity:0;transition:opacity .2s}.hst-fig:hover .bar,.hst-fig .bar:focus-within{opacity:1}"
        + ".hst-fig button{border:1px solid var(--line);background:var(--soft);color:inherit;border-radius:4px;font-size:12px;line-height:1.2;padding:1px 7px;margin-left:3px;cursor:pointer}</style>";

    private static readonly Lazy<string> Script = new(() => PageScript.Load("figure.js"));

    public static string Render(Figure figure)
    {
        string id = PageScript.NewId(FigureText.Describe(figure));
        int points = figure.Panels.Sum(p => p.Series.Sum(Thinning.Count)), stride = Thinning.Stride(points, MostPoints);
        string narrow = figure.Width > NarrowWidth ? Svg(figure.Stacked(NarrowWidth), id + "n", NarrowPoints, NarrowWidth) : "";
        var html = new StringBuilder(Style).Append($"<div class=\"hst-fig\" id=\"{id}\">{StillPicture.Of(figure, figure.Title)}</div>");
        if (stride > 1) html.Append($"<div class=\"dim\">every {stride}th of {points} points is drawn here; the PNG has them all</div>");
        // The SVG travels inside the script: a page that takes scripts out is left with the picture alone, not with loose tick labels.
        html.Append("<script>").Append(Script.Value).Append($"(document.getElementById(\"{id}\"),{PageScript.Text(Svg(figure, id, MostPoints, LargestImage))},{PageScript.Text(narrow)});</script>");
        return Html.Fragment(html.ToString());
    }

    private static string Svg(Figure figure, string id, int mostPoints, int largestImage)
    {
        var canvas = new SvgCanvas(id, largestImage);
        FigureDrawing.Draw(figure, canvas, mostPoints);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {figure.Width} {figure.Height}\" width=\"{figure.Width}\" height=\"{figure.Height}\" role=\"img\" aria-label=\"{Html.Escape(figure.Title)}\" font-family=\"'DejaVu Sans',Verdana,sans-serif\">{canvas.Content}</svg>";
    }
}
