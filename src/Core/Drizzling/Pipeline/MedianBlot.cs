using HstNotebooks.Images;
using HstNotebooks.Progress;

namespace HstNotebooks.Drizzling;

/// <summary>Blots the median of a run onto a chip: from memory, or in tiles of the chip for which sections of the median are read.</summary>
internal static class MedianBlot
{
    /// <summary>Side of a tile in pixels of the chip.</summary>
    private const int TileSize = 64;
    /// <summary>Pixels of a section; a tile that needs more is halved.</summary>
    private const long MaxSection = 4L << 20;

    public static void Blot(MedianImage median, PixelRowMapping map, Image<float> result, BlotInterpolation interpolation, double factor, double offset, double sincScale, ParallelOptions parallel)
    {
        if (median.Whole is { } image)
        {
            Blotter.Blot(image, map, result, interpolation, factor, offset, 0, sincScale, parallel);
            return;
        }
        int across = (result.Width + TileSize - 1) / TileSize, down = (result.Height + TileSize - 1) / TileSize;
        OverCores.For(across * down, parallel, tile =>
        {
            int x = tile % across * TileSize, y = tile / across * TileSize;
            new Tile(median, map, result, interpolation, (float)factor, (float)offset, sincScale).Fill(x, y, Math.Min(TileSize, result.Width - x), Math.Min(TileSize, result.Height - y));
        });
    }

    private sealed record Tile(MedianImage Median, PixelRowMapping Map, Image<float> Result, BlotInterpolation Interpolation, float Factor, float Offset, double SincScale)
    {
        /// <summary>Fills a rectangle of the chip.</summary>
        public void Fill(int x, int y, int width, int height)
        {
            double[] xs = new double[width * height], ys = new double[width * height];
            for (int r = 0; r < height; r++) Map(y + r, x, xs.AsSpan(r * width, width), ys.AsSpan(r * width, width));
            var section = Section(xs, ys);
            if ((long)section.Width * section.Height > MaxSection && width * height > 1)
            {
                int left = width > 1 ? width / 2 : width, low = height > 1 ? height / 2 : height;
                Fill(x, y, left, low);
                if (left < width) Fill(x + left, y, width - left, low);
                if (low < height) Fill(x, y + low, left, height - low);
                if (left < width && low < height) Fill(x + left, y + low, width - left, height - low);
                return;
            }
            var source = new BlotSource(Median.Read(section), section.FirstColumn, section.FirstRow, Median.Width, Median.Height);
            var sampler = BlotSampler.Create(source, Interpolation, SincScale);
            for (int r = 0; r < height; r++)
                sampler.SampleRow(xs.AsSpan(r * width, width), ys.AsSpan(r * width, width), Result.Row(y + r).Slice(x, width), Factor, Offset, 0);
        }

        /// <summary>The part of the median that positions need; empty where all lie beside it.</summary>
        private DrizzleFrame Section(double[] xs, double[] ys)
        {
            double left = double.PositiveInfinity, right = double.NegativeInfinity, low = left, high = right;
            for (int i = 0; i < xs.Length; i++)
            {
                if (!BlotSampler.IsInside(xs[i], ys[i], Median.Width, Median.Height)) continue;
                (left, right, low, high) = (Math.Min(left, xs[i]), Math.Max(right, xs[i]), Math.Min(low, ys[i]), Math.Max(high, ys[i]));
            }
            if (left > right) return new DrizzleFrame(0, 0, 0, 0);
            int x0 = Math.Max(0, (int)left - BlotSampler.Reach), x1 = Math.Min(Median.Width, (int)right + BlotSampler.Reach + 1);
            int y0 = Math.Max(0, (int)low - BlotSampler.Reach), y1 = Math.Min(Median.Height, (int)high + BlotSampler.Reach + 1);
            return new DrizzleFrame(x0, y0, x1 - x0, y1 - y0);
        }
    }
}
