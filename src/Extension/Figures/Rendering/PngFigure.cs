using HstNotebooks.Pictures;

namespace HstNotebooks.Figures.Rendering;

/// <summary>A figure as PNG, dark on white.</summary>
internal static class PngFigure
{
    public static byte[] Render(Figure figure) => Render(figure, Scale(figure));

    /// <summary>The figure with a number of pixels per point.</summary>
    public static byte[] Render(Figure figure, double scale) => PngEncoder.Encode(Draw(figure, scale), (int)Math.Round(72 * scale));

    /// <summary>Several figures below one another in one picture.</summary>
    public static byte[] RenderAll(IReadOnlyList<Figure> figures)
    {
        var parts = figures.Select(f => Draw(f, Scale(f))).ToList();
        var picture = new Pixmap(parts.Max(p => p.Width), Math.Min(20000, parts.Sum(p => p.Height)), Colour.White);
        int top = 0;
        foreach (var part in parts)
        {
            for (int y = 0; y < part.Height && top + y < picture.Height; y++)
                part.Rgb.AsSpan(3 * y * part.Width, 3 * part.Width).CopyTo(picture.Rgb.AsSpan(3 * (top + y) * picture.Width));
            top += part.Height;
        }
        return PngEncoder.Encode(picture);
    }

    private static double Scale(Figure figure) => Math.Clamp(figure.PngScale, 0.5, 6);

    private static Pixmap Draw(Figure figure, double scale)
    {
        var picture = new Pixmap((int)Math.Round(figure.Width * scale), (int)Math.Round(figure.Height * scale), Colour.White);
        FigureDrawing.Draw(figure, new PixelCanvas(picture, scale));
        return picture;
    }
}
