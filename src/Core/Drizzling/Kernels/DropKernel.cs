namespace HstNotebooks.Drizzling;

/// <summary>Spreads runs of input pixels over a band of the output. Immutable; safe to share between threads.</summary>
internal abstract class DropKernel
{
    /// <summary>pixfrac up to this value is drizzled as points (facts: drizzle-kernels 6.1).</summary>
    private const double PointPixFrac = 0.001;

    /// <summary>The largest number of output pixels that a drop touches along an axis by the fast way; the margin of a band.</summary>
    public abstract int Pad { get; }

    /// <summary>How far from its mapped centre a drop may reach, in output pixels beyond the mapped pixel itself.</summary>
    public abstract double Reach { get; }

    /// <summary>Adds the <paramref name="count"/> pixels of input row <paramref name="y"/> that start at <paramref name="x0"/>; their pairs are in <paramref name="row"/>.</summary>
    public abstract void Add(DrizzleBand band, DropRow row, PixelRowMapping map, int y, int x0, int count);

    /// <summary>The kernel for a pixfrac and a scale ratio (output pixel over input pixel).</summary>
    public static DropKernel Create(DrizzleKernel kernel, double pixFrac, double scaleRatio) => Create<FirstPower>(kernel, pixFrac, scaleRatio);

    /// <summary>The same with a power of the overlaps.</summary>
    public static DropKernel Create<TPower>(DrizzleKernel kernel, double pixFrac, double scaleRatio) where TPower : struct, IOverlapPower
    {
        if (pixFrac <= PointPixFrac) return new PointDrop<TPower>();
        return kernel switch
        {
            DrizzleKernel.Square => new SquareDrop<TPower>(pixFrac, scaleRatio),
            DrizzleKernel.Turbo => new TurboDrop<TPower>(pixFrac / scaleRatio),
            DrizzleKernel.Point => new PointDrop<TPower>(),
            DrizzleKernel.Gaussian => new GaussianDrop<TPower>(pixFrac, scaleRatio),
            DrizzleKernel.Lanczos2 => new LanczosDrop<TPower>(2, pixFrac / scaleRatio),
            DrizzleKernel.Lanczos3 => new LanczosDrop<TPower>(3, pixFrac / scaleRatio),
            _ => throw new ArgumentOutOfRangeException(nameof(kernel)),
        };
    }
}
