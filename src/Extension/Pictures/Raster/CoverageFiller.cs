namespace HstNotebooks.Pictures;

/// <summary>
/// Fills outlines with exact area coverage: every edge adds its signed area to the cells that it crosses, and a running sum along each
/// row gives the covered part of each pixel. Overlapping contours of the same turning sense fill their union.
/// </summary>
/// <remarks>One instance is used by one thread; its buffer is used again for every shape.</remarks>
internal sealed class CoverageFiller(Pixmap target)
{
    private float[] area = [];
    private int left, top, width, height;

    /// <summary>Fills an outline with a colour inside a clipping rectangle.</summary>
    public void Fill(Outline outline, Colour colour, Rectangle clip)
    {
        if (colour.A == 0 || !Prepare(outline, clip)) return;
        for (int c = 0; c < outline.Count; c++)
        {
            var contour = outline.Contour(c);
            for (int i = 0; i < contour.Length; i++)
            {
                var (x0, y0) = contour[i];
                var (x1, y1) = contour[i + 1 == contour.Length ? 0 : i + 1];
                AddEdge(x0 - left, y0 - top, x1 - left, y1 - top);
            }
        }
        Paint(colour);
    }

    /// <summary>Sizes the buffer to the part of the outline inside the clip; false where there is none.</summary>
    private bool Prepare(Outline outline, Rectangle clip)
    {
        float x0 = float.MaxValue, y0 = float.MaxValue, x1 = float.MinValue, y1 = float.MinValue;
        for (int c = 0; c < outline.Count; c++)
        {
            foreach (var (x, y) in outline.Contour(c))
            {
                if (!float.IsFinite(x) || !float.IsFinite(y)) return false;
                (x0, y0, x1, y1) = (Math.Min(x0, x), Math.Min(y0, y), Math.Max(x1, x), Math.Max(y1, y));
            }
        }
        int right = (int)Math.Min(Math.Min(clip.Right, target.Width), Math.Ceiling((double)x1));
        int bottom = (int)Math.Min(Math.Min(clip.Bottom, target.Height), Math.Ceiling((double)y1));
        left = (int)Math.Max(Math.Max(Math.Round(clip.X), 0), Math.Floor((double)x0));
        top = (int)Math.Max(Math.Max(Math.Round(clip.Y), 0), Math.Floor((double)y0));
        (width, height) = (right - left, bottom - top);
        if (width <= 0 || height <= 0) return false;
        int size = (width + 2) * height;
        if (area.Length < size) area = new float[size];
        else Array.Clear(area, 0, size);
        return true;
    }

    /// <summary>Adds an edge in buffer coordinates. Parts left of the buffer count fully for the row, parts right of it not at all.</summary>
    private void AddEdge(float x0, float y0, float x1, float y1)
    {
        if (y0 == y1) return;
        float sign = 1;
        if (y0 > y1) { (x0, y0, x1, y1) = (x1, y1, x0, y0); sign = -1; }
        if (y1 <= 0 || y0 >= height) return;
        float slope = (x1 - x0) / (y1 - y0);
        if (y0 < 0) { x0 -= y0 * slope; y0 = 0; }
        if (y1 > height) { x1 = x0 + (height - y0) * slope; y1 = height; }
        float x = x0;
        for (int row = (int)y0; row < height && row < y1; row++)
        {
            float from = Math.Max(y0, row), to = Math.Min(y1, row + 1);
            float dy = to - from;
            if (dy <= 0) continue;
            float next = x + dy * slope;
            AddRow(row, Math.Min(x, next), Math.Max(x, next), sign * dy);
            x = next;
        }
    }

    /// <summary>Spreads the height <paramref name="d"/> of an edge over the cells between its ends in one row.</summary>
    private void AddRow(int row, float xa, float xb, float d)
    {
        int at = row * (width + 2);
        if (xb <= 0) { area[at] += d; return; }
        if (xa >= width) return;
        if (xa < 0)
        {
            float part = -xa / (xb - xa);
            area[at] += d * part;
            d -= d * part;
            xa = 0;
        }
        if (xb > width)
        {
            d *= (width - xa) / (xb - xa);
            xb = width;
            if (d == 0) return;
        }
        int first = (int)xa, last = (int)Math.Ceiling(xb);
        if (last <= first + 1)
        {
            float middle = (xa + xb) / 2 - first;
            area[at + first] += d * (1 - middle);
            area[at + first + 1] += d * middle;
            return;
        }
        float s = d / (xb - xa), done = 0;
        for (int cell = first; cell < last; cell++)
        {
            float l = Math.Max(xa, cell), r = Math.Min(xb, cell + 1);
            float share = s * (r - l), middle = (l + r) / 2 - cell;
            area[at + cell] += share * (1 - middle);
            area[at + cell + 1] += share * middle;
            done += share;
        }
        area[at + last] += d - done;
    }

    private void Paint(Colour colour)
    {
        for (int row = 0; row < height; row++)
        {
            float sum = 0;
            int at = row * (width + 2);
            for (int x = 0; x < width; x++)
            {
                sum += area[at + x];
                // Sixteen levels look as smooth as 256 and keep the number of colours, and so the size of the file, small.
                float coverage = MathF.Round(15 * Math.Min(1, Math.Abs(sum))) / 15;
                if (coverage > 0) target.Blend(left + x, top + row, colour, coverage);
            }
        }
    }
}
