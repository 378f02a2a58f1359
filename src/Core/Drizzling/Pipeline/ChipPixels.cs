using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Progress;

namespace HstNotebooks.Drizzling;

/// <summary>Reads the pixels and masks of chips for the steps, into images of the pool, in bands of rows over all cores.</summary>
internal static class ChipPixels
{
    private const int BandRows = 64;
    private const double UnsignedZero = 32768;

    /// <summary>The chip of an open exposure.</summary>
    public static Chip Find(Exposure exposure, ChipState state) => exposure.Chips.First(c => c.ExtVer == state.ExtVer);

    /// <summary>The science image in its native units.</summary>
    public static Image<float> ReadScience(DrizzleRun run, Chip chip) => Read(run, Science(chip), 0, 1);

    /// <summary>The science image, sky subtracted, times a gain: <see cref="DetectorProperties.EffectiveGain"/> for electrons, 1 for native units.</summary>
    public static Image<float> ReadForDrizzle(DrizzleRun run, Chip chip, ChipState state, double gain) => Read(run, Science(chip), (float)(state.SkyToSubtract ?? 0), (float)gain);

    /// <summary>The error array times a gain, or null where there is none.</summary>
    /// <exception cref="HstNotebooks.Errors.InputException">It has another size than the science image.</exception>
    public static Image<float>? ReadError(DrizzleRun run, Chip chip, double gain)
    {
        if (chip.Exposure.File.Find("ERR", chip.ExtVer) is not ImageHdu { HasData: true } hdu) return null;
        // The chip itself refuses one of another size.
        return hdu.Width == chip.Width && hdu.Height == chip.Height ? Read(run, hdu, 0, (float)gain) : chip.ReadError();
    }

    /// <summary>A mask, 1 = good, of data quality (the bits to be reset count as not set), and static mask.</summary>
    public static Image<byte> ReadMask(DrizzleRun run, Chip chip, ChipState state, BitFlags bits, bool useStatic = true)
    {
        var mask = run.Pool.Rent<byte>(state.Width, state.Height);
        var fixedMask = useStatic ? state.StaticMask?.Mask : null;
        var own = bits.Mask is not null && chip.Exposure.DataQualityFile == chip.Exposure.Path ? chip.Exposure.File.Find("DQ", chip.ExtVer) as ImageHdu : null;
        if (own is not null && !(own.HasData && own.Width == mask.Width && own.Height == mask.Height)) own = null;
        bool signed = own is { BitPix: 16 } && own.Header.FindDouble("BZERO") is not UnsignedZero;
        uint bad = ~(bits.Mask ?? 0) & ~(run.Bits.Reset.Mask ?? 0);
        InBands(run, mask.Width, mask.Height, own, (first, part) =>
        {
            var target = mask.Span.Slice(first * mask.Width, part);
            if (fixedMask is null) target.Fill(1);
            else fixedMask.Span.Slice(first * mask.Width, part).CopyTo(target);
            if (own is null) return;
            ushort[] rented = ArrayPool<ushort>.Shared.Rent(part);
            var quality = rented.AsSpan(0, part);
            if (signed) own.ReadRows(first, MemoryMarshal.Cast<ushort, short>(quality));
            else own.ReadRows(first, quality);
            MarkBad(quality, (ushort)bad, target);
            ArrayPool<ushort>.Shared.Return(rented);
        });
        if (own is null) bits.MarkBad(bits.Mask is null ? null : chip.ReadDataQuality(), run.Bits.Reset, mask.Span);
        if (bits.Mask is null && chip.Exposure.Camera == Camera.Wfpc2) PyramidShadow.Apply(chip, mask);
        return mask;
    }

    /// <summary>Makes masked pixels NaN.</summary>
    public static void Hide(DrizzleRun run, Image<float> image, Image<byte> mask) =>
        InBands(run, image.Width, image.Height, null, (first, part) => Hide(image.Span.Slice(first * image.Width, part), mask.Span.Slice(first * image.Width, part)));

    /// <summary>Divides counts by this to get a rate.</summary>
    public static double RateDivisor(ChipState state) => state.Detector.IsRate ? 1 : state.Detector.ExposureTime;

    private static ImageHdu Science(Chip chip) => chip.Exposure.File.Image("SCI", chip.ExtVer);

    private static Image<float> Read(DrizzleRun run, ImageHdu hdu, float sky, float factor)
    {
        var image = run.Pool.Rent<float>(hdu.Width, hdu.Height);
        InBands(run, image.Width, image.Height, hdu, (first, part) =>
        {
            var pixels = image.Span.Slice(first * image.Width, part);
            hdu.ReadRows(first, pixels);
            if (factor != 1 || sky != 0) Scale(pixels, sky, factor);
        });
        return image;
    }

    /// <summary>Calls an action with the first row and the number of pixels of bands of rows; in one band where a compressed image would be unpacked again for each.</summary>
    private static void InBands(DrizzleRun run, int width, int height, ImageHdu? hdu, Action<int, int> action)
    {
        int rows = hdu is { IsCompressed: true } ? height : BandRows;
        OverCores.For((height + rows - 1) / rows, run.Parallel, b => action(b * rows, Math.Min(rows, height - b * rows) * width));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(Span<float> pixels, float sky, float factor)
    {
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (pixels[i] - sky) * factor;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MarkBad(ReadOnlySpan<ushort> quality, ushort bad, Span<byte> mask)
    {
        for (int i = 0; i < quality.Length; i++) mask[i] = (byte)((quality[i] & bad) == 0 ? mask[i] : 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Hide(Span<float> pixels, ReadOnlySpan<byte> mask)
    {
        for (int i = 0; i < pixels.Length; i++)
            if (mask[i] == 0) pixels[i] = float.NaN;
    }
}
