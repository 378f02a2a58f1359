namespace HstNotebooks.Drizzling;

/// <summary>Interpolates an image at positions inside it. Immutable; thread safe.</summary>
internal abstract class BlotSampler(BlotSource source)
{
    /// <summary>The sampler of an interpolation.</summary>
    public static BlotSampler Create(BlotSource source, BlotInterpolation interpolation, double sincScale) => interpolation switch
    {
        BlotInterpolation.Nearest => new NearestSampler(source),
        BlotInterpolation.Linear => new LinearSampler(source),
        BlotInterpolation.Poly3 => new CubicSampler(source),
        BlotInterpolation.Poly5 => new QuinticSampler(source),
        BlotInterpolation.Sinc => new SincSampler(source, sincScale),
        _ => throw new ArgumentOutOfRangeException(nameof(interpolation)),
    };

    /// <summary>The image.</summary>
    protected BlotSource Source { get; } = source;

    private const double Rounding = 1e-9;

    /// <summary>How far from a position the pixels lie that its value may need, also where the image is continued beyond its edge.</summary>
    public const int Reach = 10;

    /// <summary>The value at (x, y), 0-based, 0 to width and 0 to height.</summary>
    public abstract float Sample(double x, double y);

    /// <summary>Fills a row: value * scale + shift, with the missing value for positions beside the image.</summary>
    public virtual void SampleRow(ReadOnlySpan<double> xs, ReadOnlySpan<double> ys, Span<float> row, float scale, float shift, float missing)
    {
        for (int i = 0; i < row.Length; i++)
            row[i] = (IsInside(xs[i], ys[i]) ? Sample(xs[i], ys[i]) : missing) * scale + shift;
    }

    /// <summary>
    /// Whether a position lies on an image; the upper ends count (facts: drizzle-kernels 6.8). So does what lies beside it by no more
    /// than the rounding of a map: the first pixel of an image that is mapped onto itself is inside.
    /// </summary>
    public static bool IsInside(double x, double y, int width, int height) =>
        x >= -Rounding && x <= width + Rounding && y >= -Rounding && y <= height + Rounding;

    /// <summary>Whether a position lies on the source.</summary>
    protected bool IsInside(double x, double y) => IsInside(x, y, Source.Width, Source.Height);

    /// <summary>
    /// A sample that may lie beside the image: continued by point reflection about the edge pixel, 2 f(edge) - f(mirror),
    /// first in x, then in y.
    /// </summary>
    protected double Continued(int x, int y)
    {
        int last = Source.Height - 1;
        if (y < 0) return 2 * InRow(x, 0) - InRow(x, Math.Min(-y, last));
        if (y > last) return 2 * InRow(x, last) - InRow(x, Math.Max(2 * last - y, 0));
        return InRow(x, y);
    }

    private double InRow(int x, int y)
    {
        int last = Source.Width - 1;
        if (x < 0) return 2.0 * Source[y, 0] - Source[y, Math.Min(-x, last)];
        if (x > last) return 2.0 * Source[y, last] - Source[y, Math.Max(2 * last - x, 0)];
        return Source[y, x];
    }

    /// <summary>Sum over a stencil that may leave the image. <paramref name="x"/>, <paramref name="y"/>: its first column and row.</summary>
    protected float SumContinued(int x, int y, ReadOnlySpan<double> kx, ReadOnlySpan<double> ky)
    {
        double sum = 0;
        for (int j = 0; j < ky.Length; j++)
        {
            double line = 0;
            for (int i = 0; i < kx.Length; i++) line += kx[i] * Continued(x + i, y + j);
            sum += ky[j] * line;
        }
        return (float)sum;
    }
}
