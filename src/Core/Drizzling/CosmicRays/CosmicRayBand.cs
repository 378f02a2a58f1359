using System.Numerics;
using System.Runtime.CompilerServices;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>The two levels of the cosmic-ray test over a band of rows; working space of one thread. Failures are -1, passes 0.</summary>
internal sealed class CosmicRayBand(int width, int maxRows)
{
    // One column and one row of passes around the first level stand for the outside.
    private readonly int stride = width + 2;
    private readonly int[] failsFirst = new int[(width + 2) * (maxRows + 2)], failsSecond = new int[width * maxRows];
    private readonly float[] derivative = new float[width];

    /// <summary>Tests the rows from <paramref name="first"/> on, and the first level of the rows just above and below.</summary>
    public void Test(CosmicRayInput input, CosmicRayOptions options, int first, int rows)
    {
        Array.Clear(failsFirst);
        for (int r = -1; r <= rows; r++)
        {
            int y = first + r;
            if (y < 0 || y >= input.Image.Height) continue;
            var second = r >= 0 && r < rows ? failsSecond.AsSpan(r * width, width) : default;
            TestRow(input, options, y, failsFirst.AsSpan((r + 1) * stride + 1, width), second);
        }
    }

    /// <summary>Writes the mask of row <paramref name="r"/> of the band: 0 where level 2 fails and level 1 fails within one pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Decide(int r, Span<byte> mask)
    {
        ReadOnlySpan<int> below = failsFirst.AsSpan(r * stride, stride), here = failsFirst.AsSpan((r + 1) * stride, stride), above = failsFirst.AsSpan((r + 2) * stride, stride);
        var second = failsSecond.AsSpan(r * width, width);
        mask.Fill(1);
        for (int x = 0; x < second.Length; x++)
        {
            if (second[x] == 0) continue;
            int near = below[x] | below[x + 1] | below[x + 2] | here[x] | here[x + 1] | here[x + 2] | above[x] | above[x + 1] | above[x + 2];
            if (near != 0) mask[x] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TestRow(CosmicRayInput input, CosmicRayOptions options, int y, Span<int> first, Span<int> second)
    {
        FillDerivative(input.Blot, y);
        float cf = (float)input.ConversionToElectrons, sky = (float)(input.Sky * input.ConversionToElectrons);
        float noise2 = (float)(input.ReadNoise * input.ReadNoise);
        float scale1 = (float)options.Scale1 * cf, scale2 = (float)options.Scale2 * cf, snr1 = (float)options.Snr1, snr2 = (float)options.Snr2;
        ReadOnlySpan<float> image = input.Image.Row(y), blot = input.Blot.Row(y), slope = derivative;
        int x = 0, lanes = Vector<float>.Count;
        for (; x <= image.Length - lanes; x += lanes)
        {
            var b = new Vector<float>(blot[x..]) * cf;
            var difference = Vector.Abs(new Vector<float>(image[x..]) * cf - b);
            var noise = Vector.SquareRoot(Vector.Abs(b + new Vector<float>(sky)) + new Vector<float>(noise2));
            var d = new Vector<float>(slope[x..]);
            // Written as "not passed", so that NaN fails.
            Vector.OnesComplement(Vector.LessThanOrEqual(difference, d * scale1 + noise * snr1)).CopyTo(first[x..]);
            if (!second.IsEmpty) Vector.OnesComplement(Vector.LessThanOrEqual(difference, d * scale2 + noise * snr2)).CopyTo(second[x..]);
        }
        for (; x < image.Length; x++)
        {
            float b = blot[x] * cf, difference = MathF.Abs(image[x] * cf - b), noise = MathF.Sqrt(MathF.Abs(b + sky) + noise2);
            first[x] = difference <= slope[x] * scale1 + noise * snr1 ? 0 : -1;
            if (!second.IsEmpty) second[x] = difference <= slope[x] * scale2 + noise * snr2 ? 0 : -1;
        }
    }

    /// <summary>The largest absolute difference to the four neighbours; 0 stands for a neighbour at the borders named in <see cref="CosmicRayTest"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillDerivative(Image<float> blot, int y)
    {
        ReadOnlySpan<float> here = blot.Row(y);
        int last = blot.Width - 1;
        bool inner = y > 0 && y < blot.Height - 2;
        int x = 0;
        if (inner)
        {
            ReadOnlySpan<float> below = blot.Row(y - 1), above = blot.Row(y + 1);
            derivative[0] = Largest(here[0], 0, last > 0 ? here[1] : 0, below[0], above[0]);
            int lanes = Vector<float>.Count;
            for (x = 1; x <= last - 1 - lanes; x += lanes)
            {
                var b = new Vector<float>(here[x..]);
                var d = Vector.Max(Vector.Abs(b - new Vector<float>(here[(x - 1)..])), Vector.Abs(b - new Vector<float>(here[(x + 1)..])));
                d = Vector.Max(d, Vector.Max(Vector.Abs(b - new Vector<float>(below[x..])), Vector.Abs(b - new Vector<float>(above[x..]))));
                d.CopyTo(derivative, x);
            }
            for (; x < last - 1; x++) derivative[x] = Largest(here[x], here[x - 1], here[x + 1], below[x], above[x]);
        }
        for (; x <= last; x++)
        {
            if (x == last || y == blot.Height - 1)
            {
                derivative[x] = MathF.Abs(here[x]);
                continue;
            }
            float left = x > 0 ? here[x - 1] : 0, low = y > 0 ? blot[y - 1, x] : 0;
            float d = Largest(here[x], left, here[x + 1], low, blot[y + 1, x]);
            derivative[x] = inner && x < last - 1 ? d : MathF.Max(d, MathF.Abs(here[x]));
        }
    }

    private static float Largest(float b, float left, float right, float below, float above) =>
        MathF.Max(MathF.Max(MathF.Abs(b - left), MathF.Abs(b - right)), MathF.Max(MathF.Abs(b - below), MathF.Abs(b - above)));
}
