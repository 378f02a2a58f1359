using HstNotebooks.Pictures;

namespace HstNotebooks.Figures.Rendering;

/// <summary>A figure as PNG, dark on white.</summary>
internal static class PngFigure
{
    public static byte[] Render(Figure figure)
    {
        double scale = Math.Clamp(figure.PngScale, 0.5, 6);
        var picture = new Pixmap((int)Math.Round(figure.Width * scale), (int)Math.Round(figure.Height * scale), Colour.White);
        FigureDrawing.Draw(figure, new PixelCanvas(picture, scale));
        return PngEncoder.Encode(picture, (int)Math.Round(72 * scale));
    }
}
