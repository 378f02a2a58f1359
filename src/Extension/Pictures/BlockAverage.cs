using HstNotebooks.Images;

namespace HstNotebooks.Pictures;

/// <summary>Reduces an image to display size by averaging whole blocks of pixels.</summary>
public static class BlockAverage
{
    /// <summary>The side of the blocks that bring an image to at most a size.</summary>
    public static int FactorFor(int width, int height, int maximumSide) => Math.Max(1, (int)Math.Ceiling(Math.Max(width, height) / (double)maximumSide));

    /// <summary>The mean of the finite pixels of each block; blocks without any are NaN. Blocks at the far border may be smaller.</summary>
    public static Image<float> Reduce(Image<float> image, int factor)
    {
        if (factor <= 1) return image;
        int width = (image.Width + factor - 1) / factor, height = (image.Height + factor - 1) / factor;
        var result = new Image<float>(width, height);
        Parallel.For(0, height, row =>
        {
            double[] sums = new double[width];
            int[] counts = new int[width];
            for (int y = row * factor; y < Math.Min(image.Height, (row + 1) * factor); y++)
            {
                var pixels = image.Row(y);
                for (int block = 0, x = 0; block < width; block++)
                {
                    int end = Math.Min(image.Width, x + factor);
                    for (; x < end; x++)
                        if (float.IsFinite(pixels[x])) { sums[block] += pixels[x]; counts[block]++; }
                }
            }
            var target = result.Row(row);
            for (int block = 0; block < width; block++) target[block] = counts[block] == 0 ? float.NaN : (float)(sums[block] / counts[block]);
        });
        return result;
    }
}
