using HstNotebooks.Images;

namespace HstNotebooks.Pictures;

/// <summary>Paints an image into a picture: averaged where it has more pixels than the place, as blocks where it has fewer.</summary>
internal static class ImagePainter
{
    /// <summary>Paints the image over <paramref name="box"/> (row 0 at the bottom), inside a clip. A box of negative size mirrors it.</summary>
    public static void Paint(Pixmap picture, Image<float> image, PixelDisplay display, Rectangle box, Rectangle clip)
    {
        if (image.Width == 0 || image.Height == 0 || box.Width == 0 || box.Height == 0) return;
        double left = Math.Min(box.X, box.Right), right = Math.Max(box.X, box.Right), top = Math.Min(box.Y, box.Bottom), bottom = Math.Max(box.Y, box.Bottom);
        int x0 = (int)Math.Round(Math.Max(Math.Max(left, clip.X), 0)), x1 = (int)Math.Round(Math.Min(Math.Min(right, clip.Right), picture.Width));
        int y0 = (int)Math.Round(Math.Max(Math.Max(top, clip.Y), 0)), y1 = (int)Math.Round(Math.Min(Math.Min(bottom, clip.Bottom), picture.Height));
        if (x1 <= x0 || y1 <= y0) return;
        var columns = Enumerable.Range(x0, x1 - x0).Select(x => Source((x - box.X) / box.Width, (x + 1 - box.X) / box.Width, image.Width)).ToArray();
        Parallel.For(y0, y1, y =>
        {
            var rows = Source((box.Bottom - y - 1) / box.Height, (box.Bottom - y) / box.Height, image.Height);
            for (int i = 0; i < columns.Length; i++) picture[x0 + i, y] = display.ColourOf(Mean(image, columns[i], rows));
        });
    }

    /// <summary>The pixels that lie below a part (0 to 1) of an axis: those whose centres it holds, or the one below its middle.</summary>
    private static (int From, int To) Source(double a, double b, int count)
    {
        if (a > b) (a, b) = (b, a);
        int from = (int)Math.Ceiling(a * count - 0.5), to = (int)Math.Ceiling(b * count - 0.5);
        if (to <= from) { from = (int)Math.Floor((a + b) / 2 * count); to = from + 1; }
        from = Math.Clamp(from, 0, count - 1);
        return (from, Math.Clamp(to, from + 1, count));
    }

    private static double Mean(Image<float> image, (int From, int To) columns, (int From, int To) rows)
    {
        double sum = 0;
        int count = 0;
        for (int y = rows.From; y < rows.To; y++)
        {
            var row = image.Row(y);
            for (int x = columns.From; x < columns.To; x++)
                if (float.IsFinite(row[x])) { sum += row[x]; count++; }
        }
        return count == 0 ? double.NaN : sum / count;
    }
}
