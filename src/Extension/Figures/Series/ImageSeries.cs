using HstNotebooks.Images;
using HstNotebooks.Pictures;

namespace HstNotebooks.Figures;

/// <summary>An image in the panel, row 0 at the bottom, painted by a colour map.</summary>
/// <param name="Data">The pixels.</param>
/// <param name="Left">Position of the left border of the first column on the x axis.</param>
/// <param name="Right">Position of the right border of the last column.</param>
/// <param name="Bottom">Position of the lower border of the first row on the y axis.</param>
/// <param name="Top">Position of the upper border of the last row.</param>
/// <param name="Display">Limits, stretch and colour map.</param>
/// <param name="BarTitle">What is written along the colour bar; null for no bar.</param>
/// <param name="Label">The entry in the legend; empty for none.</param>
public sealed record ImageSeries(Image<float> Data, double Left, double Right, double Bottom, double Top, PixelDisplay Display,
    string? BarTitle = null, string Label = "") : FigureSeries(Label, null);
