using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    public static DropKernel Create(DrizzleKernel kernel, double pixFrac, double scaleRatio)
    {
        if (pixFrac <= PointPixFrac) return new PointDrop();
        return kernel switch
        {
            DrizzleKernel.Square => new SquareDrop(pixFrac, scaleRatio),
            DrizzleKernel.Turbo => new TurboDrop(pixFrac / scaleRatio),
            DrizzleKernel.Point => new PointDrop(),
            DrizzleKernel.Gaussian => new GaussianDrop(pixFrac, scaleRatio),
            DrizzleKernel.Lanczos2 => new LanczosDrop(2, pixFrac / scaleRatio),
            DrizzleKernel.Lanczos3 => new LanczosDrop(3, pixFrac / scaleRatio),
            _ => throw new ArgumentOutOfRangeException(nameof(kernel)),
        };
    }

    /// <summary>The pair of pixel <paramref name="i"/> of the run as the two low lanes of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector128<float> LoadPair(ref float pairs, int i) =>
        Vector128.CreateScalarUnsafe(Unsafe.As<float, double>(ref Unsafe.Add(ref pairs, 2 * i))).AsSingle();

    /// <summary>Adds k times the pair to the sums at an index of <see cref="DrizzleBand.Pairs"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void AddPair(ref float sums, nint index, Vector128<float> pair, float k)
    {
        ref double slot = ref Unsafe.As<float, double>(ref Unsafe.Add(ref sums, index));
        var sum = Vector128.FusedMultiplyAdd(pair, Vector128.Create(k), Vector128.CreateScalarUnsafe(slot).AsSingle());
        slot = sum.AsDouble().ToScalar();
    }
}
