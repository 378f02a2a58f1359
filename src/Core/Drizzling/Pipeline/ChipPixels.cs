using System.Runtime.CompilerServices;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Reads the pixels and masks of chips for the steps, into images of the pool.</summary>
internal static class ChipPixels
{
    /// <summary>The chip of an open exposure.</summary>
    public static Chip Find(Exposure exposure, ChipState state) => exposure.Chips.First(c => c.ExtVer == state.ExtVer);

    /// <summary>The science image in its native units.</summary>
    public static Image<float> ReadScience(ImagePool pool, Chip chip)
    {
        var image = pool.Rent<float>(chip.Width, chip.Height);
        chip.Exposure.File.Image("SCI", chip.ExtVer).ReadTo(image);
        return image;
    }

    /// <summary>A mask, 1 = good, of data quality (the bits to be reset count as not set), and static mask.</summary>
    public static Image<byte> ReadMask(ImagePool pool, Chip chip, ChipState state, BitFlags bits, BitFlags reset, bool useStatic = true)
    {
        var mask = pool.Rent<byte>(state.Width, state.Height);
        if (useStatic && state.StaticMask is { } fixedMask) fixedMask.Mask.Span.CopyTo(mask.Span);
        else mask.Span.Fill(1);
        if (bits.Mask is null) return mask;
        if (chip.Exposure.DataQualityFile == chip.Exposure.Path && chip.Exposure.File.Find("DQ", chip.ExtVer) is ImageHdu { HasData: true } own
            && own.Width == mask.Width && own.Height == mask.Height)
        {
            var quality = pool.Rent<ushort>(state.Width, state.Height);
            own.ReadTo(quality);
            bits.MarkBad(quality, reset, mask.Span);
            pool.Return(quality);
        }
        else
        {
            bits.MarkBad(chip.ReadDataQuality(), reset, mask.Span);
        }
        return mask;
    }

    /// <summary>The science image, sky subtracted, times a gain: <see cref="Exposures.DetectorProperties.EffectiveGain"/> for electrons, 1 for native units.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Image<float> ReadForDrizzle(ImagePool pool, Chip chip, ChipState state, double gain)
    {
        var image = ReadScience(pool, chip);
        float factor = (float)gain, sky = (float)(state.SkyToSubtract ?? 0);
        if (factor == 1 && sky == 0) return image;
        var pixels = image.Span;
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (pixels[i] - sky) * factor;
        return image;
    }

    /// <summary>Weights from a mask: <paramref name="weight"/> where it is good, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Image<float> Weights(ImagePool pool, Image<byte> mask, float weight)
    {
        var result = pool.Rent<float>(mask.Width, mask.Height);
        var target = result.Pixels;
        var source = mask.Pixels;
        for (int i = 0; i < target.Length; i++) target[i] = source[i] * weight;
        return result;
    }

    /// <summary>Divides counts by this to get a rate.</summary>
    public static double RateDivisor(ChipState state) => state.Detector.IsRate ? 1 : state.Detector.ExposureTime;
}
