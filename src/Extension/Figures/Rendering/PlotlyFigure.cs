using System.Text.Json.Nodes;
using HstNotebooks.Images;
using HstNotebooks.Pictures;

namespace HstNotebooks.Figures.Rendering;

/// <summary>A figure as Plotly JSON (data, layout, config), which JupyterLab, VS Code and Plotly.NET show. Long series are thinned out.</summary>
internal static class PlotlyFigure
{
    /// <summary>Points and image pixels that keep the document below about 200 kB.</summary>
    private const int MostPoints = 5000, MostPixels = 12_000;

    public static string Render(Figure figure)
    {
        int points = figure.Panels.Sum(p => p.Series.Sum(Thinning.Count)), stride = Thinning.Stride(points, MostPoints);
        int images = Math.Max(1, figure.Panels.Sum(p => p.Series.Count(s => s is ImageSeries)));
        var layouts = FigureLayout.Arrange(figure);
        var data = new JsonArray();
        var layout = new JsonObject
        {
            ["width"] = figure.Width,
            ["height"] = figure.Height,
            ["margin"] = new JsonObject { ["l"] = 0, ["r"] = 0, ["t"] = 0, ["b"] = 0 },
            ["showlegend"] = figure.Panels.Any(p => p.Legend != LegendPlace.None && p.Series.Any(s => s.Label.Length > 0)),
        };
        if (figure.Title.Length > 0) layout["title"] = new JsonObject { ["text"] = figure.Title, ["x"] = 0.5 };
        var notes = new JsonArray();
        foreach (var panel in layouts)
        {
            AddAxes(layout, figure, panel);
            AddNotes(notes, figure, panel);
            foreach (var series in panel.Panel.Series) AddTraces(data, series, panel, figure, stride, MostPixels / images);
        }
        layout["annotations"] = notes;
        return new JsonObject { ["data"] = data, ["layout"] = layout, ["config"] = new JsonObject { ["responsive"] = true } }.ToJsonString();
    }

    private static string Key(string name, PanelLayout panel) => panel.Index == 0 ? name : name + (panel.Index + 1);

    private static void AddAxes(JsonObject layout, Figure figure, PanelLayout panel)
    {
        layout[Key("xaxis", panel)] = Axis(panel.Panel.X, panel.X, panel.Box.X / figure.Width, panel.Box.Right / figure.Width, Key("y", panel));
        var y = Axis(panel.Panel.Y, panel.Y, 1 - panel.Box.Bottom / figure.Height, 1 - panel.Box.Y / figure.Height, Key("x", panel));
        if (panel.Panel.HasEqualAxes) y["scaleanchor"] = Key("x", panel);
        layout[Key("yaxis", panel)] = y;
    }

    private static JsonObject Axis(Axis axis, AxisScale scale, double from, double to, string anchor)
    {
        bool log = scale.IsLogarithmic;
        var result = new JsonObject
        {
            ["domain"] = new JsonArray(Round(Math.Clamp(from, 0, 1)), Round(Math.Clamp(to, 0, 1))),
            ["anchor"] = anchor,
            ["range"] = new JsonArray(Round(log ? Math.Log10(scale.From) : scale.From), Round(log ? Math.Log10(scale.To) : scale.To)),
            ["type"] = log ? "log" : "linear",
            ["title"] = new JsonObject { ["text"] = axis.Title },
            ["zeroline"] = false,
            ["mirror"] = true,
            ["showline"] = true,
            ["ticks"] = axis.HidesTicks ? "" : "outside",
            ["showticklabels"] = !axis.HidesTicks,
        };
        if (axis.Ticks is { } own)
        {
            result["tickvals"] = Array(own.Select(t => t.Value));
            result["ticktext"] = new JsonArray([.. own.Select(t => (JsonNode?)t.Text)]);
        }
        return result;
    }

    private static void AddNotes(JsonArray notes, Figure figure, PanelLayout panel)
    {
        double left = panel.Box.X / figure.Width, width = panel.Box.Width / figure.Width, bottom = 1 - panel.Box.Bottom / figure.Height, height = panel.Box.Height / figure.Height;
        if (panel.Panel.Title.Length > 0) notes.Add(Note(panel.Panel.Title, left + width / 2, bottom + height, "center", "bottom"));
        foreach (var note in panel.Panel.Series.OfType<NoteSeries>())
        {
            if (note.Anchor == NoteAnchor.Panel) notes.Add(Note(note.Text, left + note.X * width, bottom + note.Y * height, note.X > 0.66 ? "right" : note.X > 0.34 ? "center" : "left", "middle"));
            else
            {
                var placed = Note(note.Text, note.X, note.Y, "left", "bottom");
                placed["xref"] = Key("x", panel);
                placed["yref"] = Key("y", panel);
                notes.Add(placed);
            }
        }
    }

    private static JsonObject Note(string text, double x, double y, string xAnchor, string yAnchor) => new()
    {
        ["text"] = Formatting.Html.Escape(text),
        ["x"] = Round(x),
        ["y"] = Round(y),
        ["xref"] = "paper",
        ["yref"] = "paper",
        ["showarrow"] = false,
        ["xanchor"] = xAnchor,
        ["yanchor"] = yAnchor,
    };

    private static void AddTraces(JsonArray data, FigureSeries series, PanelLayout panel, Figure figure, int stride, int mostPixels)
    {
        string colour = (series.Colour ?? Colour.Cycle[7]).ToCss();
        switch (series)
        {
            case ScatterSeries s:
                var marker = new JsonObject { ["color"] = colour, ["size"] = Round(s.Size * 1.3), ["symbol"] = Symbol(s.Shape) };
                Add("scatter", new() { ["mode"] = "markers", ["marker"] = marker, ["x"] = Array(Thinning.Take(s.X, stride)), ["y"] = Array(Thinning.Take(s.Y, stride)) });
                break;
            case LineSeries s:
                Add("scatter", Lines(Thinning.Take(s.X, stride), Thinning.Take(s.Y, stride), s.Width, s.Dash));
                break;
            case LevelSeries s:
                double[] across = s.Direction == LevelDirection.Horizontal ? [panel.X.From, panel.X.To] : [s.Value, s.Value];
                double[] along = s.Direction == LevelDirection.Horizontal ? [s.Value, s.Value] : [panel.Y.From, panel.Y.To];
                Add("scatter", Lines(across, along, 1.2, s.Dash));
                break;
            case VectorSeries s:
                var (xs, ys) = Arrows(s, stride);
                Add("scatter", Lines(xs, ys, 1.1, 0));
                break;
            case BarSeries s:
                double[] centres = [.. s.Counts.Select((_, i) => (s.Edges[i] + s.Edges[i + 1]) / 2)], widths = [.. s.Counts.Select((_, i) => s.Edges[i + 1] - s.Edges[i])];
                Add("bar", new() { ["x"] = Array(centres), ["y"] = Array(s.Counts), ["width"] = Array(widths), ["opacity"] = 0.6, ["marker"] = new JsonObject { ["color"] = colour } });
                break;
            case ImageSeries s: Add("heatmap", Heatmap(s, panel, figure, mostPixels)); break;
        }

        void Add(string type, JsonObject trace)
        {
            trace["type"] = type;
            trace["name"] = Formatting.Html.Escape(series.Label);
            trace["showlegend"] = series.Label.Length > 0;
            trace["xaxis"] = Key("x", panel);
            trace["yaxis"] = Key("y", panel);
            data.Add(trace);
        }

        JsonObject Lines(IReadOnlyList<double> x, IReadOnlyList<double> y, double width, double dash) => new()
        {
            ["mode"] = "lines",
            ["x"] = Array(x),
            ["y"] = Array(y),
            ["line"] = new JsonObject { ["color"] = colour, ["width"] = width, ["dash"] = dash > 0 ? "dash" : "solid" },
        };
    }

    private static (double[] X, double[] Y) Arrows(VectorSeries s, int stride)
    {
        var x = new List<double>();
        var y = new List<double>();
        for (int i = 0; i < s.X.Count; i += stride)
        {
            x.AddRange([s.X[i], s.X[i] + s.Scale * s.U[i], double.NaN]);
            y.AddRange([s.Y[i], s.Y[i] + s.Scale * s.V[i], double.NaN]);
        }
        return ([.. x], [.. y]);
    }

    private static JsonObject Heatmap(ImageSeries s, PanelLayout panel, Figure figure, int mostPixels)
    {
        int factor = 1;
        while ((long)((s.Data.Width + factor - 1) / factor) * ((s.Data.Height + factor - 1) / factor) > mostPixels) factor++;
        var small = BlockAverage.Reduce(s.Data, factor);
        double stepX = (s.Right - s.Left) / s.Data.Width * factor, stepY = (s.Top - s.Bottom) / s.Data.Height * factor;
        var rows = new JsonArray();
        for (int y = 0; y < small.Height; y++) rows.Add(Array(small.Row(y).ToArray().Select(v => s.Display.Position(v)), digits: 3));
        var scale = new JsonArray();
        for (int i = 0; i <= 16; i++) scale.Add(new JsonArray(Round(i / 16.0), s.Display.Colours.At(i / 16.0).ToCss()));
        var heatmap = new JsonObject
        {
            ["z"] = rows,
            ["x0"] = Round(s.Left + stepX / 2),
            ["dx"] = Round(stepX),
            ["y0"] = Round(s.Bottom + stepY / 2),
            ["dy"] = Round(stepY),
            ["zmin"] = 0,
            ["zmax"] = 1,
            ["colorscale"] = scale,
            ["showscale"] = s.BarTitle is not null,
        };
        if (s.BarTitle is not null)
        {
            heatmap["colorbar"] = new JsonObject
            {
                ["title"] = new JsonObject { ["text"] = s.BarTitle, ["side"] = "right" },
                ["tickvals"] = Array(panel.BarTicks.Select(t => s.Display.Position(t.Value))),
                ["ticktext"] = new JsonArray([.. panel.BarTicks.Select(t => (JsonNode?)t.Text)]),
                ["x"] = Round(Math.Min(1, panel.Bar.X / figure.Width)),
                ["xanchor"] = "left",
                ["thickness"] = 13,
                ["y"] = Round(1 - panel.Bar.CentreY / figure.Height),
                ["len"] = Round(panel.Bar.Height / figure.Height),
            };
        }
        return heatmap;
    }

    private static string Symbol(MarkerShape shape) => shape switch
    {
        MarkerShape.Circle => "circle-open",
        MarkerShape.Plus => "cross-thin-open",
        MarkerShape.Cross => "x-thin-open",
        MarkerShape.Square => "square-open",
        _ => "circle",
    };

    /// <summary>Numbers as JSON; what is no number becomes null, which Plotly leaves out.</summary>
    private static JsonArray Array(IEnumerable<double> values, int digits = 8) => new([.. values.Select(v => double.IsFinite(v) ? Round(v, digits) : null)]);

    private static JsonNode? Round(double value, int digits = 8)
    {
        if (value == 0 || !double.IsFinite(value)) return JsonValue.Create(0);
        int decimals = digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return decimals is >= 0 and <= 15 ? JsonValue.Create(Math.Round(value, decimals)) : JsonValue.Create(value);
    }
}
