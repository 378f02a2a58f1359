namespace HstNotebooks.Drizzling;

/// <summary>
/// A band of rows of all images to combine; working space of one thread. The values of all images are one array, and so are the weights: with hundreds of
/// images the rows of each are few, and as many small arrays would be moved by the garbage collector again and again.
/// </summary>
internal sealed class CombineBand
{
    /// <summary>Up to here values are sorted by insertion as they come.</summary>
    private const int FewImages = 24;
    /// <summary>Numbers between the images: where their size is a power of two, the same pixel of all would else share a few lines of the cache.</summary>
    private const int Gap = 16;
    private readonly CombineOptions options;
    private readonly float[] sorted;

    public CombineBand(IReadOnlyList<ICombineSource> sources, CombineOptions options, int maxRows)
    {
        this.options = options;
        Sources = sources;
        Width = sources[0].Width;
        Stride = Width * maxRows + Gap;
        Values = GC.AllocateUninitializedArray<float>(checked(sources.Count * Stride));
        Weights = GC.AllocateUninitializedArray<float>(Values.Length);
        Limits = [.. sources.Select(s => options.UseMasks ? (float)(options.MaskPoint * s.MeanWeight) : float.NegativeInfinity)];
        sorted = new float[sources.Count];
        LowThreshold = (float)(options.LowThreshold ?? double.NegativeInfinity);
        HighThreshold = (float)(options.HighThreshold ?? double.PositiveInfinity);
    }

    public IReadOnlyList<ICombineSource> Sources { get; }
    public int Width { get; }
    public int Rows { get; private set; }
    /// <summary>Numbers from one image to the next in <see cref="Values"/> and <see cref="Weights"/>.</summary>
    public int Stride { get; }
    public float[] Values { get; }
    public float[] Weights { get; }
    /// <summary>Weights below these mask a pixel of their image.</summary>
    public float[] Limits { get; }
    public float LowThreshold { get; }
    public float HighThreshold { get; }

    /// <summary>The largest number of rows that a band of some images may have.</summary>
    public static int MaxRows(int images, int width) => Math.Max(1, (Array.MaxLength / images - Gap) / Math.Max(1, width));

    /// <summary>Reads rows of all images.</summary>
    public void Load(int firstRow, int rows)
    {
        Rows = rows;
        for (int i = 0; i < Sources.Count; i++)
            Sources[i].ReadRows(firstRow, rows, Values.AsSpan(i * Stride, rows * Width), Weights.AsSpan(i * Stride, rows * Width));
    }

    /// <summary>Whether the pixel at an index of the band is good in image <paramref name="i"/>: enough weight.</summary>
    public bool IsGood(int i, int index) => !(Weights[i * Stride + index] < Limits[i]);

    /// <summary>The unmasked values of a pixel inside the thresholds, in ascending order.</summary>
    public ReadOnlySpan<float> Collect(int index)
    {
        int n = 0;
        int images = Sources.Count;
        for (int i = 0; i < images; i++)
        {
            float v = Values[i * Stride + index];
            if (!IsGood(i, index) || !(v >= LowThreshold && v < HighThreshold)) continue;
            int at = n++;
            if (images <= FewImages) for (; at > 0 && sorted[at - 1] > v; at--) sorted[at] = sorted[at - 1];
            sorted[at] = v;
        }
        if (images > FewImages) sorted.AsSpan(0, n).Sort();
        return sorted.AsSpan(0, n);
    }

    /// <summary>Combines row <paramref name="r"/> of the band by the types that look at one pixel at a time.</summary>
    public void CombineRow(int r, Span<float> result)
    {
        for (int x = 0; x < result.Length; x++)
        {
            int index = r * Width + x;
            result[x] = options.Type switch
            {
                CombineType.Median => Median(Collect(index), options.LowRejects, options.HighRejects),
                CombineType.Mean => Mean(Collect(index)),
                CombineType.Minimum => Minimum(Collect(index)),
                CombineType.Sum => Sum(index),
                CombineType.IMedian => Collect(index) is { IsEmpty: false } values ? Median(values, options.LowRejects, options.HighRejects) : FirstRaw(index),
                CombineType.IMean => Collect(index) is { IsEmpty: false } values ? Mean(values) : FirstRaw(index),
                _ => throw new InvalidOperationException($"{options.Type} needs neighbours"),
            };
        }
    }

    /// <summary>The first value of a pixel that is not zero, masked or not; for pixels where every image is masked.</summary>
    public float FirstRaw(int index)
    {
        for (int i = index; i < Values.Length; i += Stride)
            if (Values[i] != 0) return Values[i];
        return 0;
    }

    /// <summary>Median of ascending values without the lowest and highest; both counts shrink together until one value is left.</summary>
    public static float Median(ReadOnlySpan<float> values, int lowRejects, int highRejects)
    {
        if (values.IsEmpty) return 0;
        while (lowRejects + highRejects >= values.Length)
        {
            lowRejects = Math.Max(0, lowRejects - 1);
            highRejects = Math.Max(0, highRejects - 1);
        }
        values = values[lowRejects..^highRejects];
        int half = values.Length / 2;
        return (values.Length & 1) == 1 ? values[half] : 0.5f * (values[half - 1] + values[half]);
    }

    private float Mean(ReadOnlySpan<float> values)
    {
        if (options.LowRejects + options.HighRejects >= values.Length) return 0;
        values = values[options.LowRejects..^options.HighRejects];
        double sum = 0;
        foreach (float v in values) sum += v;
        return (float)(sum / values.Length);
    }

    private float Minimum(ReadOnlySpan<float> values) => options.LowRejects < values.Length ? values[options.LowRejects] : 0;

    private float Sum(int index)
    {
        double sum = 0;
        for (int i = index; i < Values.Length; i += Stride) sum += Values[i];
        return (float)sum;
    }
}
