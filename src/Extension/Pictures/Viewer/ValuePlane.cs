using System.IO.Compression;
using HstNotebooks.Images;

namespace HstNotebooks.Pictures.Viewer;

/// <summary>
/// The pixel values that travel with a viewer: averaged over blocks, then coded in 16 bits by an inverse hyperbolic sine about the median,
/// so that values near the sky are right to a tenth of the noise and bright ones to 0.2 per cent; split into high and low bytes; deflated.
/// </summary>
internal sealed class ValuePlane
{
    /// <summary>value = Centre + Softening sinh(code / Steps); code 32767 stands for no value.</summary>
    public const double Steps = 500;
    private const short Missing = short.MaxValue;

    private ValuePlane(Image<float> small, int factor, double centre, double softening)
    {
        (Width, Height, Factor, Centre, Softening) = (small.Width, small.Height, factor, centre, softening);
        short[] codes = new short[small.Pixels.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            double value = small.Pixels[i];
            codes[i] = double.IsFinite(value) ? (short)Math.Clamp(Math.Round(Steps * Math.Asinh((value - centre) / softening)), -32766, 32766) : Missing;
        }
        Packed = Pack(codes);
    }

    public int Width { get; }
    public int Height { get; }
    /// <summary>Image pixels along the side of a block.</summary>
    public int Factor { get; }
    public double Centre { get; }
    public double Softening { get; }
    /// <summary>High bytes of all pixels, then low bytes, in a zlib stream.</summary>
    public byte[] Packed { get; }

    /// <summary>A plane of at most a number of packed bytes: the blocks grow until it fits.</summary>
    public static ValuePlane Make(Image<float> image, int mostBytes)
    {
        int factor = Math.Max(1, (int)Math.Ceiling(Math.Sqrt(image.Pixels.Length / 700_000.0)));
        for (; ; factor++)
        {
            var small = BlockAverage.Reduce(image, factor);
            var (centre, noise) = Noise(small);
            // The softening makes one code a tenth of the noise near the centre.
            var plane = new ValuePlane(small, factor, centre, 0.1 * Steps * noise);
            if (plane.Packed.Length <= mostBytes || plane.Width * plane.Height < 1000) return plane;
        }
    }

    /// <summary>The value that the page shows for a code.</summary>
    public double ValueOf(short code) => code == Missing ? double.NaN : Centre + Softening * Math.Sinh(code / Steps);

    /// <summary>Median, and noise from the median difference of neighbours, of a regular sample.</summary>
    private static (double Median, double Noise) Noise(Image<float> image)
    {
        int stride = Math.Max(1, image.Pixels.Length / 50_000);
        var sample = new List<float>();
        var differences = new List<float>();
        for (int i = 0; i < image.Pixels.Length; i += stride)
        {
            if (!float.IsFinite(image.Pixels[i])) continue;
            sample.Add(image.Pixels[i]);
            if (i + 1 < image.Pixels.Length && float.IsFinite(image.Pixels[i + 1])) differences.Add(Math.Abs(image.Pixels[i + 1] - image.Pixels[i]));
        }
        if (sample.Count == 0) return (0, 1);
        sample.Sort();
        differences.Sort();
        double range = sample[^1] - (double)sample[0];
        // The median of |a - b| of normal noise is 0.6745 sqrt(2) sigma.
        double noise = differences.Count == 0 ? 0 : differences[differences.Count / 2] / 0.9539;
        return (sample[sample.Count / 2], noise > 1e-6 * range ? noise : range > 0 ? range / 10_000 : 1);
    }

    private static byte[] Pack(short[] codes)
    {
        byte[] bytes = new byte[2 * codes.Length];
        for (int i = 0; i < codes.Length; i++) (bytes[i], bytes[codes.Length + i]) = ((byte)(codes[i] >> 8), (byte)codes[i]);
        using var target = new MemoryStream();
        using (var deflate = new ZLibStream(target, CompressionLevel.Optimal, leaveOpen: true)) deflate.Write(bytes);
        return target.ToArray();
    }
}
