using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HstNotebooks.Figures;
using HstNotebooks.Figures.Rendering;
using HstNotebooks.Formatting;

namespace HstNotebooks.Pictures.Viewer;

/// <summary>
/// Pictures as a page fragment that needs no network: zoom and pan together, axes in pixels or on the sky, stretch, limits and colours at once, and the value and sky
/// position under the cursor.
/// </summary>
internal static class PictureViewer
{
    /// <summary>Packed values of all pictures of one viewer together, in bytes before base64.</summary>
    private const int MostBytes = 480_000;
    private const int MostMarks = 6000;

    private static readonly Lazy<string> Script = new(() => PageScript.Load("viewer.js"));

    private const string Style = "<style>.hst-view{display:inline-block;max-width:100%;background:var(--bg);padding:4px}.hst-view .ps{display:flex;gap:10px;flex-wrap:wrap}.hst-view .ps.st{flex-direction:column}"
        + ".hst-view canvas{display:block;max-width:100%;cursor:crosshair;touch-action:pan-y}.hst-view .tt{font-weight:600;text-align:center}.hst-view .ro{font:12px ui-monospace,\"DejaVu Sans Mono\",monospace;min-height:1.4em;white-space:pre-wrap}"
        + ".hst-view .ct{display:flex;flex-wrap:wrap;gap:4px 8px;align-items:center;font-size:12px;margin:2px 0 4px}.hst-view select,.hst-view input,.hst-view button{font-size:12px;color:inherit;background:var(--soft);border:1px solid var(--line);border-radius:4px;padding:1px 4px}.hst-view input{width:6.5em}"
        + "@media print{.hst-view{display:block}.hst-view .ct,.hst-view .ro{display:none}.hst-view .ps>div{break-inside:avoid}.hst-view canvas{width:100%!important;max-width:30em}.hst-view .ps:not(.st):has(>div+div){display:grid;grid-template-columns:repeat(2,minmax(0,1fr))}}</style>";

    public static string Render(PictureRow row)
    {
        var pictures = row.Pictures;
        string id = PageScript.NewId(row.ToString());
        var data = new JsonObject
        {
            ["mode"] = row.Arrangement == PictureArrangement.Stacked ? "stack" : row.Arrangement == PictureArrangement.Blinking ? "blink" : "row",
            ["maps"] = Maps(),
            ["pictures"] = new JsonArray([.. pictures.Select(p => (JsonNode?)Describe(p, MostBytes / pictures.Count, WidthOf(row)))]),
        };
        var html = new StringBuilder(Style).Append($"<div class=\"hst-view\" id=\"{id}\">");
        if (row.Title.Length > 0) html.Append($"<div class=\"tt\">{Html.Escape(row.Title)}</div>");
        html.Append($"<div class=\"ct\"></div><div class=\"ps\"></div><div class=\"ro\"></div>{StillPicture.Of(PictureFigure.Make(pictures, "", row.Arrangement), row.ToString())}</div>");
        // "<" cannot end the script element early when it is written as an escape.
        string json = data.ToJsonString(new JsonSerializerOptions { WriteIndented = false }).Replace("<", "\\u003c");
        return Html.Fragment(html.Append("<script>").Append(Script.Value).Append($"(document.getElementById(\"{id}\"),{json});</script>").ToString());
    }

    /// <summary>The largest width of a picture; the page gives it less where several share its width.</summary>
    private static int WidthOf(PictureRow row) => row.Arrangement == PictureArrangement.SideBySide && row.Pictures.Count > 1 ? 560 : row.Pictures.Max(p => p.Options.Width);

    private static JsonObject Maps()
    {
        var maps = new JsonObject();
        foreach (var map in Colormap.All)
            maps[map.Name] = string.Concat(Enumerable.Range(0, 33).Select(i => map.At(i / 32.0)).Append(map.Missing).Select(c => c.ToCss()[1..]));
        return maps;
    }

    private static JsonObject Describe(ImagePicture p, int mostBytes, int width)
    {
        var plane = ValuePlane.Make(p.Data, mostBytes);
        var result = new JsonObject
        {
            ["title"] = p.Title,
            ["unit"] = p.Unit,
            ["width"] = width,
            ["w"] = plane.Width,
            ["h"] = plane.Height,
            ["f"] = plane.Factor,
            ["iw"] = p.Data.Width,
            ["ih"] = p.Data.Height,
            ["x0"] = p.FirstX,
            ["y0"] = p.FirstY,
            ["c"] = plane.Centre,
            ["s"] = plane.Softening,
            ["k"] = ValuePlane.Steps,
            ["z"] = Convert.ToBase64String(plane.Packed),
            ["lo"] = Round(p.Display.Low, 7),
            ["hi"] = Round(p.Display.High, 7),
            ["st"] = p.Display.Stretch.ToString().ToLowerInvariant(),
            ["cm"] = p.Display.Colours.Name,
            ["bar"] = p.Options.ColorBar,
            ["ax"] = "pixel",
            ["over"] = new JsonArray([.. p.Overlays.Concat(SkyMarks.Of(p)).Select(Overlay).Where(o => o is not null)]),
        };
        if (p.Wcs is { } wcs && WcsPolynomial.Fit(wcs, p.FirstX - 0.5, p.FirstX + p.Data.Width - 0.5, p.FirstY - 0.5, p.FirstY + p.Data.Height - 0.5) is { } sky)
            result["wcs"] = new JsonObject
            {
                ["ra"] = sky.Centre.Ra,
                ["dec"] = sky.Centre.Dec,
                ["mx"] = sky.MiddleX,
                ["my"] = sky.MiddleY,
                ["hx"] = sky.HalfX,
                ["hy"] = sky.HalfY,
                ["xi"] = new JsonArray([.. sky.Xi.Select(v => (JsonNode?)v)]),
                ["eta"] = new JsonArray([.. sky.Eta.Select(v => (JsonNode?)v)]),
            };
        if (p.Options.Axes == ImageAxes.None || (p.Options.Axes == ImageAxes.Sky && result.ContainsKey("wcs"))) result["ax"] = p.Options.Axes.ToString().ToLowerInvariant();
        return result;
    }

    private static JsonObject? Overlay(FigureSeries series)
    {
        (string kind, IReadOnlyList<double> x, IReadOnlyList<double> y, double size) = series switch
        {
            ScatterSeries s => (s.Shape.ToString().ToLowerInvariant(), s.X, s.Y, s.Size),
            LineSeries s => ("line", s.X, s.Y, s.Width),
            NoteSeries { Anchor: NoteAnchor.Data } s => ("text", [s.X], [s.Y], TextSize.Note),
            _ => ("", [], [], 0),
        };
        if (kind.Length == 0) return null;
        int stride = kind == "line" ? 1 : Thinning.Stride(x.Count, MostMarks);
        var points = new JsonArray();
        foreach (double value in Thinning.Take(x, stride).Zip(Thinning.Take(y, stride)).SelectMany(p => new[] { p.First, p.Second }))
            points.Add(double.IsFinite(value) ? Round(value, 6) : null);
        return new() { ["k"] = kind, ["p"] = points, ["c"] = (series.Colour ?? (kind == "text" ? Colour.White : Colour.Cycle[0])).ToCss(), ["n"] = series is NoteSeries note ? note.Text : series.Label, ["z"] = size };
    }

    private static JsonNode Round(double value, int digits) =>
        JsonValue.Create(double.Parse(value.ToString("G" + digits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
}
