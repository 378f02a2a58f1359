using System.Globalization;

namespace HstNotebooks.Drizzling;

/// <summary>How much of the output only one exposure sees: there is nothing to compare it with, so its cosmic rays stay.</summary>
internal static class SingleCoverage
{
    /// <summary>More than this part is said; the rims of a dithered field are less.</summary>
    public const double Considerable = 0.05;
    /// <summary>Weights that are looked at: evenly spaced rows stand for the whole, which costs milliseconds for any size.</summary>
    private const long Sampled = 1L << 20;
    private const int LeastRows = 64;

    /// <summary>The part of the pixels with data that only one image has, by the weights that the median counts; null where there are no data.</summary>
    public static double? Part(IReadOnlyList<ICombineSource> sources, CombineOptions options)
    {
        int width = sources[0].Width, height = sources[0].Height;
        long rows = Math.Clamp(Sampled / Math.Max(1, (long)width * sources.Count), Math.Min(LeastRows, height), height);
        float[] values = new float[width], weights = new float[width];
        byte[] seen = new byte[width];
        long once = 0, any = 0;
        for (long r = 0; r < rows; r++)
        {
            Array.Clear(seen);
            foreach (var source in sources)
            {
                source.ReadRows((int)((2 * r + 1) * height / (2 * rows)), 1, values, weights);
                float limit = Math.Max(float.Epsilon, options.UseMasks ? (float)(options.MaskPoint * source.MeanWeight) : 0);
                for (int x = 0; x < width; x++) seen[x] = (byte)Math.Min(2, seen[x] + (weights[x] >= limit ? 1 : 0));
            }
            foreach (byte n in seen)
            {
                if (n > 0) any++;
                if (n == 1) once++;
            }
        }
        return any == 0 ? null : (double)once / any;
    }

    /// <summary>The sentence for a part that is worth saying, else null.</summary>
    public static string? Warning(double? part) => part is > Considerable
        ? string.Create(CultureInfo.InvariantCulture, $"{100 * part.Value:F0} % of the area with data is seen by one exposure only: cosmic rays stay there, as there is nothing to compare them with")
        : null;
}
