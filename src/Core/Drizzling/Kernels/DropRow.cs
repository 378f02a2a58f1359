using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Working space of one thread: a run of pixels of an input row as (weight times value, weight), and mapped positions.</summary>
internal sealed class DropRow
{
    private const double Nowhere = -1e9;
    private readonly double[][] positions;

    /// <summary>Space for rows of up to <paramref name="width"/> pixels.</summary>
    public DropRow(int width)
    {
        Pairs = new float[2 * (width + 8)];
        positions = new double[8][];
        for (int i = 0; i < positions.Length; i++) positions[i] = new double[width + 16];
    }

    /// <summary>Two numbers per pixel of the run: weight times value, weight; both 0 for a masked pixel. Zero beyond the run.</summary>
    public float[] Pairs { get; }

    /// <summary>One of eight arrays of mapped coordinates.</summary>
    public double[] Positions(int index) => positions[index];

    /// <summary>Exchanges two of the arrays.</summary>
    public void Swap(int a, int b) => (positions[a], positions[b]) = (positions[b], positions[a]);

    /// <summary>Key of the corner row that is still in the arrays: ordinate, first abscissa, length.</summary>
    public (double Y, double X0, int Count) Held { get; set; } = (double.NaN, 0, 0);

    /// <summary>
    /// Fills <see cref="Pairs"/>. A pixel without positive weight, or whose value is no finite number, is left out:
    /// masked values never reach the output.
    /// </summary>
    public void Load(Image<float> values, DropWeights weights, int y, int start, int length, float valueFactor, float weightFactor)
    {
        var part = values.Row(y).Slice(start, length);
        if (weights.PerPixel is { } image) Load(part, image.Row(y).Slice(start, length), valueFactor, weightFactor);
        else Load(part, weights.Mask is { } mask ? mask.Row(y).Slice(start, length) : default, valueFactor, weights.Value * weightFactor);
        Pairs.AsSpan(2 * length, 16).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(ReadOnlySpan<float> values, ReadOnlySpan<float> weights, float valueFactor, float weightFactor)
    {
        var pairs = Pairs.AsSpan();
        for (int i = 0; i < values.Length; i++)
        {
            float q = weights[i] * weightFactor, product = q * (values[i] * valueFactor);
            bool use = q > 0 && float.IsFinite(product);
            pairs[2 * i] = use ? product : 0;
            pairs[2 * i + 1] = use ? q : 0;
        }
    }

    /// <summary>As above with one weight for the pixels of a mask; an empty mask lets all through. Eight pixels at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Load(ReadOnlySpan<float> values, ReadOnlySpan<byte> mask, float valueFactor, float weight)
    {
        var pairs = Pairs.AsSpan();
        ref float target = ref MemoryMarshal.GetReference(pairs);
        ref float source = ref MemoryMarshal.GetReference(values);
        int i = 0;
        if (weight > 0 && Vector256.IsHardwareAccelerated)
        {
            Vector256<float> factor = Vector256.Create(valueFactor), all = Vector256.Create(weight);
            for (; i <= values.Length - Vector256<float>.Count; i += Vector256<float>.Count)
            {
                var product = all * (Vector256.LoadUnsafe(ref source, (nuint)i) * factor);
                var use = Vector256.IsFinite(product).AsUInt32();
                if (!mask.IsEmpty)
                {
                    var eight = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.AsRef(in mask[i]))).AsByte();
                    var good = Vector256.WidenLower(Vector128.WidenLower(eight).ToVector256Unsafe());
                    use &= Vector256.GreaterThan(good, Vector256<uint>.Zero);
                }
                Vector256<uint> p = product.AsUInt32() & use, q = all.AsUInt32() & use;
                (Vector256.WidenLower(p) | (Vector256.WidenLower(q) << 32)).AsSingle().StoreUnsafe(ref target, (nuint)(2 * i));
                (Vector256.WidenUpper(p) | (Vector256.WidenUpper(q) << 32)).AsSingle().StoreUnsafe(ref target, (nuint)(2 * i + 8));
            }
        }
        for (; i < values.Length; i++)
        {
            float product = weight * (values[i] * valueFactor);
            bool use = weight > 0 && float.IsFinite(product) && (mask.IsEmpty || mask[i] != 0);
            pairs[2 * i] = use ? product : 0;
            pairs[2 * i + 1] = use ? weight : 0;
        }
    }

    /// <summary>Maps a run into arrays <paramref name="x"/> and <paramref name="y"/>; positions that cannot be mapped go far outside.</summary>
    public void Map(PixelRowMapping map, double row, double x0, int count, int x, int y)
    {
        Span<double> xs = positions[x].AsSpan(0, count), ys = positions[y].AsSpan(0, count);
        map(row, x0, xs, ys);
        if (!HasNaN(xs) && !HasNaN(ys)) return;
        for (int i = 0; i < count; i++)
            if (double.IsNaN(xs[i]) || double.IsNaN(ys[i])) xs[i] = ys[i] = Nowhere;
    }

    private static bool HasNaN(ReadOnlySpan<double> values)
    {
        var sum = Vector<double>.Zero;
        foreach (var v in MemoryMarshal.Cast<double, Vector<double>>(values)) sum += v * 0.0;
        double rest = Vector.Sum(sum);
        for (int i = values.Length / Vector<double>.Count * Vector<double>.Count; i < values.Length; i++) rest += values[i] * 0.0;
        return double.IsNaN(rest);
    }
}
