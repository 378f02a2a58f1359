using HstNotebooks.Figures.Rendering;

namespace HstNotebooks.Figures;

/// <summary>
/// A figure: one panel or a grid of panels with titles. A notebook shows it as a page fragment that works without network (zoom, pan,
/// values under the cursor, series switched by the legend), as a PNG, as Plotly JSON, and as text.
/// </summary>
/// <example><code>new Figure("Light curve").Panel.Scatter(time, flux).Titles(x: "time [d]", y: "flux [e-/s]")</code></example>
/// <remarks>Not safe for changes by several threads.</remarks>
public sealed class Figure
{
    private readonly Panel[] panels;
    private int? height;

    /// <summary>A figure of rows and columns of panels.</summary>
    /// <param name="title">The title above all panels.</param>
    /// <param name="rows">Rows of panels, 1 to 8.</param>
    /// <param name="columns">Columns of panels, 1 to 8.</param>
    public Figure(string title = "", int rows = 1, int columns = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, 8);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns, 8);
        (Title, Rows, Columns) = (title, rows, columns);
        panels = [.. Enumerable.Range(0, rows * columns).Select(_ => new Panel())];
        Width = columns == 1 ? 640 : 100 + 360 * columns;
    }

    /// <summary>The panels of a figure below one another, each with the shape that it has there, for narrow pages.</summary>
    private Figure(Figure wide, int width)
    {
        (Title, Rows, Columns, panels, Width) = (wide.Title, wide.panels.Length, 1, wide.panels, width);
        (SharedXTitle, SharedYTitle) = (wide.SharedXTitle, wide.SharedYTitle);
        double shape = wide.Height * wide.Columns / (double)(wide.Width * wide.Rows);
        height = FigureLayout.FollowsImages(this) ? null : (int)(30 + Rows * Math.Clamp(shape * width, 200, 400));
    }

    /// <summary>The title above all panels; empty for none.</summary>
    public string Title { get; set; }
    /// <summary>Rows of panels.</summary>
    public int Rows { get; }
    /// <summary>Columns of panels.</summary>
    public int Columns { get; }
    /// <summary>Width in points; the PNG has <see cref="PngScale"/> times as many pixels.</summary>
    public int Width { get; set; }
    /// <summary>Height in points; where it is not set, images on equal axes get the height that their shape needs.</summary>
    public int Height { get => height ?? FigureLayout.NaturalHeight(this); set => height = value; }
    /// <summary>Pixels of the PNG per point.</summary>
    public double PngScale { get; set; } = 2;
    /// <summary>A title below all panels, for x axes that mean the same; empty for none.</summary>
    public string SharedXTitle { get; set; } = "";
    /// <summary>A title at the left of all panels, for y axes that mean the same; empty for none.</summary>
    public string SharedYTitle { get; set; } = "";

    /// <summary>All panels, row by row from the top.</summary>
    public IReadOnlyList<Panel> Panels => panels;
    /// <summary>The first panel: the only one of a simple figure.</summary>
    public Panel Panel => panels[0];
    /// <summary>A panel by row (0 = top) and column.</summary>
    public Panel this[int row, int column] => row >= 0 && row < Rows && column >= 0 && column < Columns
        ? panels[row * Columns + column]
        : throw new ArgumentOutOfRangeException(nameof(row), $"the figure has {Rows} rows and {Columns} columns of panels");

    /// <summary>Sets the size in points and returns the figure.</summary>
    public Figure WithSize(int width, int height)
    {
        (Width, Height) = (Math.Clamp(width, 120, 4000), Math.Clamp(height, 100, 4000));
        return this;
    }

    /// <summary>The same panels in one column of a width in points.</summary>
    internal Figure Stacked(int width) => new(this, width);

    /// <summary>The figure as the bytes of a PNG file.</summary>
    public byte[] ToPng() => PngFigure.Render(this);

    /// <summary>The figure as an HTML fragment that needs no network.</summary>
    public string ToHtml() => HtmlFigure.Render(this);

    /// <summary>The figure as Plotly JSON (<c>application/vnd.plotly.v1+json</c>), at most about 200 kB: long series are thinned out.</summary>
    public string ToPlotlyJson() => PlotlyFigure.Render(this);

    /// <summary>Writes the figure to a file: <c>.png</c> or <c>.html</c>. The file is the old one or the complete new one.</summary>
    /// <exception cref="Errors.ParameterException">Another extension.</exception>
    /// <exception cref="Errors.InputException">The file cannot be written.</exception>
    public void Save(string path) => FigureFile.Save(path, ToPng, ToHtml, Title);

    /// <inheritdoc/>
    public override string ToString() => FigureText.Describe(this);
}
