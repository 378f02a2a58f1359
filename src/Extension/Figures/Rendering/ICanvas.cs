using HstNotebooks.Pictures;

namespace HstNotebooks.Figures.Rendering;

/// <summary>What a figure is drawn on: pixels or SVG. Points of the figure, y down. A colour of null is that of the text.</summary>
internal interface ICanvas
{
    /// <summary>Begins what belongs to a panel.</summary>
    void BeginPanel(PanelLayout layout);
    /// <summary>Ends it.</summary>
    void EndPanel();
    /// <summary>Begins the data of a panel; what leaves the box is cut off.</summary>
    void BeginData(PanelLayout layout);
    /// <summary>Ends it.</summary>
    void EndData();
    /// <summary>Begins one series; an interactive page can switch it off.</summary>
    void BeginSeries(int index);
    /// <summary>Ends it.</summary>
    void EndSeries();
    /// <summary>Begins the grid, marks and numbers, which an interactive page draws anew.</summary>
    void BeginTicks();
    /// <summary>Ends them.</summary>
    void EndTicks();
    /// <summary>Begins an entry of the legend.</summary>
    void BeginLegendEntry(int series);
    /// <summary>Ends it.</summary>
    void EndLegendEntry();
    /// <summary>The same marker at many points.</summary>
    void Markers(IReadOnlyList<(double X, double Y)> points, MarkerShape shape, double size, Colour colour);
    /// <summary>A polyline; NaN interrupts it.</summary>
    void Path(IReadOnlyList<(double X, double Y)> points, Colour? colour, double width, double dash = 0);
    /// <summary>Filled polygons, separated by NaN.</summary>
    void Fill(IReadOnlyList<(double X, double Y)> points, Colour colour);
    /// <summary>An image over a rectangle.</summary>
    void Image(ImageSeries series, Rectangle box);
    /// <summary>The strip of a colour bar, highest value on top.</summary>
    void ColourStrip(PixelDisplay display, Rectangle box);
    /// <summary>A line of the frame.</summary>
    void Line(double x0, double y0, double x1, double y1, double width, double opacity);
    /// <summary>A rectangle of the frame, on the ground of the figure where it is filled.</summary>
    void Box(Rectangle box, bool isFilled, double lineWidth);
    /// <summary>A text.</summary>
    void Text(string text, double x, double y, double size, TextAlign align = TextAlign.Start, double angle = 0, bool bold = false, Colour? colour = null, bool hasHalo = false);
}
