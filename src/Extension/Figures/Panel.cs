using HstNotebooks.Images;
using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>One pair of axes in a figure and what is drawn in it. Every method that adds returns the panel, so that calls can be chained.</summary>
public sealed class Panel
{
    private readonly List<FigureSeries> series = [];

    internal Panel() { }

    /// <summary>The title above it.</summary>
    public string Title { get; set; } = "";
    /// <summary>The horizontal axis.</summary>
    public Axis X { get; } = new();
    /// <summary>The vertical axis.</summary>
    public Axis Y { get; } = new();
    /// <summary>Whether a unit is equally long on both axes.</summary>
    public bool HasEqualAxes { get; set; }
    /// <summary>Whether fine lines run from the tick marks.</summary>
    public bool HasGrid { get; set; } = true;
    /// <summary>Where the legend stands; it is drawn where a series has a label.</summary>
    public LegendPlace Legend { get; set; }
    /// <summary>What is drawn, in order.</summary>
    public IReadOnlyList<FigureSeries> Series => series;

    /// <summary>Adds any series.</summary>
    public Panel Add(FigureSeries item)
    {
        ArgumentNullException.ThrowIfNull(item);
        bool takesColour = item is ScatterSeries or LineSeries or VectorSeries or BarSeries;
        int used = series.Count(s => s is ScatterSeries or LineSeries or VectorSeries or BarSeries);
        series.Add(takesColour && item.Colour is null ? item with { Colour = Pictures.Colour.Cycle[used % Pictures.Colour.Cycle.Count] } : item);
        return this;
    }

    /// <summary>Adds markers.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public Panel Scatter(IReadOnlyList<double> x, IReadOnlyList<double> y, string label = "", string? colour = null, MarkerShape shape = MarkerShape.Dot, double size = 4)
    {
        SameLength(x, y);
        return Add(new ScatterSeries(x, y, label, ColourOf(colour), shape, size));
    }

    /// <summary>Adds a polyline.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public Panel Line(IReadOnlyList<double> x, IReadOnlyList<double> y, string label = "", string? colour = null, double width = 1.5, double dash = 0)
    {
        SameLength(x, y);
        return Add(new LineSeries(x, y, label, ColourOf(colour), width, dash));
    }

    /// <summary>Adds arrows. <paramref name="scale"/>: units of the axes per unit of the vector; 0 lets the arrow of the key be a twentieth of the panel.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public Panel Vectors(IReadOnlyList<double> x, IReadOnlyList<double> y, IReadOnlyList<double> u, IReadOnlyList<double> v,
        double keyValue, string keyText, double scale = 0, string label = "", string? colour = null)
    {
        SameLength(x, y);
        SameLength(x, u);
        SameLength(x, v);
        if (scale <= 0)
        {
            double span = Math.Max(Spread(x), Spread(y));
            scale = span > 0 && keyValue > 0 ? 0.05 * span / keyValue : 1;
        }
        return Add(new VectorSeries(x, y, u, v, scale, keyValue, keyText, label, ColourOf(colour)));
    }

    /// <summary>Adds a histogram of values in equal bins.</summary>
    /// <param name="values">The values; NaN is left out.</param>
    /// <param name="bins">Number of bins.</param>
    /// <param name="from">Where the first bin begins; null for the smallest value.</param>
    /// <param name="to">Where the last bin ends; null for the largest value.</param>
    /// <param name="label">The entry in the legend; empty for none.</param>
    /// <param name="colour">The colour; null for the next of the cycle.</param>
    public Panel Histogram(IEnumerable<double> values, int bins = 50, double? from = null, double? to = null, string label = "", string? colour = null)
    {
        var (edges, counts) = Binning.Count(values, bins, from, to);
        return Add(new BarSeries(edges, counts, label, ColourOf(colour)));
    }

    /// <summary>Adds a two-dimensional histogram of positions as an image with a colour bar.</summary>
    /// <exception cref="ArgumentException">The lists differ in length.</exception>
    public Panel Histogram2D(IReadOnlyList<double> x, IReadOnlyList<double> y, int bins = 50, string barTitle = "number")
    {
        SameLength(x, y);
        return Add(Binning.Count2D(x, y, bins, barTitle));
    }

    /// <summary>Adds an image; pixel (1, 1) of FITS is centred on (1, 1) of the axes unless an extent is given.</summary>
    public Panel Image(Image<float> data, PixelDisplay? display = null, string? barTitle = null,
        (double Left, double Right, double Bottom, double Top)? extent = null)
    {
        var (left, right, bottom, top) = extent ?? (0.5, data.Width + 0.5, 0.5, data.Height + 0.5);
        HasEqualAxes |= extent is null;
        return Add(new ImageSeries(data, left, right, bottom, top, display ?? PixelDisplay.ForImage(data), barTitle));
    }

    /// <summary>Adds a horizontal line across the panel.</summary>
    public Panel HorizontalLine(double y, string label = "", string? colour = null, double dash = 4) =>
        Add(new LevelSeries(y, LevelDirection.Horizontal, label, ColourOf(colour), dash));

    /// <summary>Adds a vertical line across the panel.</summary>
    public Panel VerticalLine(double x, string label = "", string? colour = null, double dash = 4) =>
        Add(new LevelSeries(x, LevelDirection.Vertical, label, ColourOf(colour), dash));

    /// <summary>Adds a text at parts of the panel (0 to 1 from the lower left corner), or at values of the axes.</summary>
    public Panel Note(double x, double y, string text, NoteAnchor anchor = NoteAnchor.Panel, string? colour = null) =>
        Add(new NoteSeries(x, y, text, anchor, ColourOf(colour)));

    /// <summary>Sets the titles.</summary>
    public Panel Titles(string title = "", string x = "", string y = "")
    {
        if (title.Length > 0) Title = title;
        if (x.Length > 0) X.Title = x;
        if (y.Length > 0) Y.Title = y;
        return this;
    }

    /// <summary>Sets the limits of the x axis.</summary>
    public Panel LimitX(double from, double to) { (X.From, X.To) = (from, to); return this; }

    /// <summary>Sets the limits of the y axis.</summary>
    public Panel LimitY(double from, double to) { (Y.From, Y.To) = (from, to); return this; }

    private static Colour? ColourOf(string? text) => text is null ? null : Pictures.Colour.Parse(text);

    private static double Spread(IReadOnlyList<double> values)
    {
        var finite = values.Where(double.IsFinite).ToList();
        return finite.Count == 0 ? 0 : finite.Max() - finite.Min();
    }

    private static void SameLength(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        if (a.Count != b.Count) throw new ArgumentException($"the lists differ in length: {a.Count} and {b.Count}");
    }
}
