using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HstNotebooks.Images;

namespace HstNotebooks.Detection;

/// <summary>
/// Convolves an image with a kernel row after row, in double precision, with the edges reflected (d c b a | a b c d | d c b a).
/// Each band of rows has its own convolver; it keeps only as many rows as the kernel is high.
/// </summary>
internal sealed class RowConvolver
{
    private readonly Image<float> image;
    private readonly DetectionKernel kernel;
    private readonly int halfX;
    private readonly int halfY;
    private readonly int paddedWidth;
    private readonly double[] ring;
    private readonly int[] rowInSlot;
    private readonly (int Row, int Column)[] taps;
    private readonly double[] tapWeights;
    private readonly int[] tapOffsets;

    /// <param name="image">The image.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="spreadNaN">Whether pixels under zero weights count too, so that a NaN spreads over the whole kernel as in the reference.</param>
    public RowConvolver(Image<float> image, DetectionKernel kernel, bool spreadNaN)
    {
        this.image = image;
        this.kernel = kernel;
        halfX = kernel.Width / 2;
        halfY = kernel.Height / 2;
        // A few spare elements let the last vector read past the row's end.
        paddedWidth = image.Width + 2 * halfX + Vector256<double>.Count * 2;
        ring = new double[kernel.Height * paddedWidth];
        rowInSlot = new int[kernel.Height];
        Array.Fill(rowInSlot, int.MinValue);
        var list = new List<(int, int)>();
        var listWeights = new List<double>();
        for (int y = 0; y < kernel.Height; y++)
        {
            for (int x = 0; x < kernel.Width; x++)
            {
                double weight = kernel.Weights[(kernel.Height - 1 - y) * kernel.Width + kernel.Width - 1 - x];
                if (weight == 0 && !spreadNaN) continue;
                list.Add((y, x));
                listWeights.Add(weight);
            }
        }
        taps = [.. list];
        tapWeights = [.. listWeights];
        tapOffsets = new int[taps.Length];
    }

    /// <summary>Writes row <paramref name="y"/> (0-based) of the convolved image, rounded to single precision. The span is as long as the row.</summary>
    public void Convolve(int y, Span<float> result)
    {
        for (int i = 0; i < taps.Length; i++)
            tapOffsets[i] = Slot(y + taps[i].Row - halfY) * paddedWidth + taps[i].Column;

        ref double rows = ref MemoryMarshal.GetArrayDataReference(ring);
        ReadOnlySpan<double> weights = tapWeights;
        ReadOnlySpan<int> offsets = tapOffsets.AsSpan(0, weights.Length);
        int x = 0;
        for (; x <= result.Length - 16; x += 16)
        {
            Vector256<double> a = default, b = default, c = default, d = default;
            for (int i = 0; i < weights.Length; i++)
            {
                ref double at = ref Unsafe.Add(ref rows, offsets[i] + x);
                var weight = Vector256.Create(weights[i]);
                a = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref at), weight, a);
                b = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref at, 4), weight, b);
                c = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref at, 8), weight, c);
                d = Vector256.MultiplyAddEstimate(Vector256.LoadUnsafe(ref at, 12), weight, d);
            }
            Vector256.Narrow(a, b).StoreUnsafe(ref result[x]);
            Vector256.Narrow(c, d).StoreUnsafe(ref result[x + 8]);
        }
        for (; x < result.Length; x++)
        {
            double sum = 0;
            for (int i = 0; i < taps.Length; i++)
                sum = double.MultiplyAddEstimate(Unsafe.Add(ref rows, tapOffsets[i] + x), tapWeights[i], sum);
            result[x] = (float)sum;
        }
    }

    /// <summary>The place in the ring that holds a row (which may lie outside the image), read on demand.</summary>
    private int Slot(int row)
    {
        int slot = (row % kernel.Height + kernel.Height) % kernel.Height;
        if (rowInSlot[slot] == row) return slot;
        rowInSlot[slot] = row;
        var source = image.Row(Reflect(row, image.Height));
        var target = ring.AsSpan(slot * paddedWidth, paddedWidth);
        int width = source.Length;
        int i = 0;
        for (; i <= width - 8; i += 8)
        {
            var (lower, upper) = Vector256.Widen(Vector256.Create<float>(source.Slice(i, 8)));
            lower.CopyTo(target.Slice(halfX + i));
            upper.CopyTo(target.Slice(halfX + i + 4));
        }
        for (; i < width; i++) target[halfX + i] = source[i];
        for (int k = 0; k < halfX; k++)
        {
            target[k] = source[Reflect(k - halfX, width)];
            target[halfX + width + k] = source[Reflect(width + k, width)];
        }
        return slot;
    }

    private static int Reflect(int index, int length)
    {
        int period = 2 * length;
        index = (index % period + period) % period;
        return index < length ? index : period - 1 - index;
    }
}
