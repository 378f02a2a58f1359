using System.Globalization;
using System.Text;
using HstNotebooks.Formatting;
using HstNotebooks.Pictures;

namespace HstNotebooks.Figures.Rendering;

/// <summary>
/// Draws a figure as SVG whose groups carry what the script of the page needs to zoom: the axes of each panel as data attributes, and for
/// each element how its coordinates follow the view (<c>data-k</c>: m = marker at a point, l = path, i = image, t = text).
/// </summary>
internal sealed class SvgCanvas : ICanvas
{
    private readonly StringBuilder svg = new();
    private readonly string id;
    private readonly int largestImage;
    private bool inData;

    /// <param name="id">A name that no other drawing of the page has.</param>
    /// <param name="largestImage">Pixels of the longer side of an image; larger ones are averaged.</param>
    public SvgCanvas(string id, int largestImage) => (this.id, this.largestImage) = (id, largestImage);

    /// <summary>The elements drawn so far.</summary>
    public string Content => svg.ToString();

    public void BeginPanel(PanelLayout p) => svg.Append("<g class=\"pn\" data-b=\"").Append(Numbers(p.Box.X, p.Box.Y, p.Box.Width, p.Box.Height))
        .Append("\" data-x=\"").Append(Axis(p.X)).Append("\" data-y=\"").Append(Axis(p.Y))
        .Append(p.Panel.HasEqualAxes ? "\" data-e=\"1" : "").Append(HasGrid(p) ? "\" data-g=\"1" : "").Append(p.Panel.X.Ticks is not null || p.Panel.X.HidesTicks ? "\" data-fx=\"1" : "")
        .Append(p.Panel.Y.Ticks is not null || p.Panel.Y.HidesTicks ? "\" data-fy=\"1" : "").Append("\">");

    public void EndPanel() => svg.Append("</g>");

    public void BeginData(PanelLayout p)
    {
        inData = true;
        string clip = $"{id}c{p.Index}";
        svg.Append($"<clipPath id=\"{clip}\"><rect x=\"{Number(p.Box.X)}\" y=\"{Number(p.Box.Y)}\" width=\"{Number(p.Box.Width)}\" height=\"{Number(p.Box.Height)}\"/></clipPath><g class=\"da\" clip-path=\"url(#{clip})\">");
    }

    public void EndData() { inData = false; svg.Append("</g>"); }
    public void BeginSeries(int index) => svg.Append($"<g data-s=\"{index}\">");
    public void EndSeries() => svg.Append("</g>");
    public void BeginTicks() => svg.Append("<g class=\"tk\">");
    public void EndTicks() => svg.Append("</g>");
    public void BeginLegendEntry(int series) => svg.Append($"<g class=\"le\" data-s=\"{series}\">");
    public void EndLegendEntry() => svg.Append("</g>");

    public void Markers(IReadOnlyList<(double X, double Y)> points, MarkerShape shape, double size, Colour colour)
    {
        double r = size / 2, h = 0.7 * r;
        string tail = shape switch
        {
            MarkerShape.Dot => "h0",
            MarkerShape.Circle => $"m{Short(-r)} 0a{Short(r)} {Short(r)} 0 1 0 {Short(size)} 0a{Short(r)} {Short(r)} 0 1 0 {Short(-size)} 0",
            MarkerShape.Plus => $"m{Short(-r)} 0h{Short(size)}m{Short(-r)} {Short(-r)}v{Short(size)}",
            MarkerShape.Cross => $"m{Short(-h)} {Short(-h)}l{Short(2 * h)} {Short(2 * h)}m0 {Short(-2 * h)}l{Short(-2 * h)} {Short(2 * h)}",
            _ => $"m{Short(-r)} {Short(-r)}h{Short(size)}v{Short(size)}h{Short(-size)}z",
        };
        string line = shape == MarkerShape.Dot ? $"stroke-width=\"{Short(size)}\" stroke-linecap=\"round\"" : "stroke-width=\"1.2\"";
        svg.Append($"<path{Kind("m")} fill=\"none\" stroke=\"{colour.ToCss()}\" {line} data-t=\"{tail}\" d=\"");
        foreach (var (x, y) in points) svg.Append('M').Append(Number(x)).Append(' ').Append(Number(y)).Append(tail);
        svg.Append("\"/>");
    }

    public void Path(IReadOnlyList<(double X, double Y)> points, Colour? colour, double width, double dash = 0)
    {
        svg.Append($"<path{Kind("l")} fill=\"none\" stroke=\"{Css(colour)}\" stroke-width=\"{Short(width)}\" stroke-linejoin=\"round\"{(dash > 0 ? $" stroke-dasharray=\"{Short(dash)}\"" : "")} d=\"");
        AppendPath(points, closes: false);
        svg.Append("\"/>");
    }

    public void Fill(IReadOnlyList<(double X, double Y)> points, Colour colour)
    {
        svg.Append($"<path{Kind("l")} stroke=\"none\" fill=\"{colour.ToCss()}\" d=\"");
        AppendPath(points, closes: true);
        svg.Append("\"/>");
    }

    public void Image(ImageSeries series, Rectangle box)
    {
        var small = BlockAverage.Reduce(series.Data, BlockAverage.FactorFor(series.Data.Width, series.Data.Height, largestImage));
        var picture = new Pixmap(small.Width, small.Height, Colour.White);
        var all = new Rectangle(0, 0, small.Width, small.Height);
        ImagePainter.Paint(picture, small, series.Display, all, all);
        string flip = box.Width < 0 || box.Height < 0 ? $" data-flip=\"1\"" : "";
        svg.Append($"<image{Kind("i")}{flip} x=\"{Number(Math.Min(box.X, box.Right))}\" y=\"{Number(Math.Min(box.Y, box.Bottom))}\" width=\"{Number(Math.Abs(box.Width))}\" height=\"{Number(Math.Abs(box.Height))}\" preserveAspectRatio=\"none\" style=\"image-rendering:{(small.Width < 250 ? "pixelated" : "auto")}\" href=\"data:image/png;base64,{Convert.ToBase64String(PngEncoder.Encode(picture))}\"/>");
    }

    public void ColourStrip(PixelDisplay display, Rectangle box)
    {
        const int parts = 64;
        for (int i = 0; i < parts; i++)
            svg.Append($"<rect x=\"{Number(box.X)}\" y=\"{Number(box.Bottom - (i + 1) * box.Height / parts)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height / parts + 0.4)}\" fill=\"{display.Colours.At((i + 0.5) / parts).ToCss()}\"/>");
    }

    public void Line(double x0, double y0, double x1, double y1, double width, double opacity) =>
        svg.Append($"<path d=\"M{Number(x0)} {Number(y0)}L{Number(x1)} {Number(y1)}\" stroke=\"currentColor\" stroke-width=\"{Short(width)}\"{(opacity < 1 ? $" opacity=\"{Short(opacity)}\"" : "")}/>");

    public void Box(Rectangle box, bool isFilled, double lineWidth) =>
        svg.Append($"<rect x=\"{Number(box.X)}\" y=\"{Number(box.Y)}\" width=\"{Number(box.Width)}\" height=\"{Number(box.Height)}\" stroke=\"currentColor\" stroke-width=\"{Short(lineWidth)}\" {(isFilled ? "style=\"fill:var(--bg,#fff)\" fill-opacity=\".88\" stroke-opacity=\".4\"" : "fill=\"none\"")} pointer-events=\"none\"/>");

    public void Text(string text, double x, double y, double size, TextAlign align = TextAlign.Start, double angle = 0, bool bold = false, Colour? colour = null, bool hasHalo = false)
    {
        string anchor = align switch { TextAlign.Middle => " text-anchor=\"middle\"", TextAlign.End => " text-anchor=\"end\"", _ => "" };
        string turn = angle == 0 ? "" : $" transform=\"rotate({Short(-angle)} {Number(x)} {Number(y)})\"";
        string halo = hasHalo ? " style=\"paint-order:stroke;stroke:var(--bg,#fff);stroke-width:3px;stroke-opacity:.8\"" : "";
        svg.Append($"<text{Kind("t")} x=\"{Number(x)}\" y=\"{Number(y)}\" font-size=\"{Short(size)}\"{anchor}{turn}{(bold ? " font-weight=\"700\"" : "")}{halo} fill=\"{Css(colour)}\">{Html.Escape(text)}</text>");
    }

    private void AppendPath(IReadOnlyList<(double X, double Y)> points, bool closes)
    {
        bool begins = true;
        foreach (var (x, y) in points)
        {
            if (double.IsNaN(x))
            {
                if (!begins && closes) svg.Append('Z');
                begins = true;
                continue;
            }
            svg.Append(begins ? 'M' : 'L').Append(Number(x)).Append(' ').Append(Number(y));
            begins = false;
        }
        if (!begins && closes) svg.Append('Z');
    }

    private string Kind(string kind) => inData ? $" data-k=\"{kind}\"" : "";

    private static bool HasGrid(PanelLayout p) => p.Panel.HasGrid && !p.Panel.Series.Any(s => s is ImageSeries);

    private static string Css(Colour? colour) => colour?.ToCss() ?? "currentColor";

    private static string Axis(AxisScale axis) =>
        string.Create(CultureInfo.InvariantCulture, $"{axis.From:R},{axis.To:R},{(axis.IsLogarithmic ? 1 : 0)}");

    private static string Numbers(params double[] values) => string.Join(',', values.Select(Number));

    /// <summary>A hundredth of a point is enough to see and to read values back from the page; far points are kept near.</summary>
    private static string Number(double value) => Math.Clamp(value, -1e6, 1e6).ToString("0.##", CultureInfo.InvariantCulture);

    private static string Short(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
