using HstNotebooks.Exposures;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Reads the pixels and masks of chips for the steps.</summary>
internal static class ChipPixels
{
    /// <summary>The chip of an open exposure.</summary>
    public static Chip Find(Exposure exposure, ChipState state) => exposure.Chips.First(c => c.ExtVer == state.ExtVer);

    /// <summary>A mask, 1 = good, of data quality (the bits to be reset count as not set), and static mask.</summary>
    public static Image<byte> ReadMask(Chip chip, ChipState state, QualityBits bits, int reset, bool useStatic = true)
    {
        var mask = useStatic && state.StaticMask is { } fixedMask ? fixedMask.Mask.Clone() : AllGood(state.Width, state.Height);
        bits.Apply(chip.ReadDataQuality(), reset, mask.Span);
        return mask;
    }

    /// <summary>A mask without bad pixels.</summary>
    public static Image<byte> AllGood(int width, int height)
    {
        var mask = new Image<byte>(width, height);
        mask.Span.Fill(1);
        return mask;
    }

    /// <summary>The science image in electrons (per second or not, as it is), sky subtracted.</summary>
    public static Image<float> ReadForDrizzle(Chip chip, ChipState state)
    {
        var image = chip.ReadScience();
        float gain = (float)state.Detector.EffectiveGain, sky = (float)(state.SkyToSubtract ?? 0);
        if (gain == 1 && sky == 0) return image;
        var pixels = image.Span;
        for (int i = 0; i < pixels.Length; i++) pixels[i] = (pixels[i] - sky) * gain;
        return image;
    }

    /// <summary>Weights from a mask: <paramref name="weight"/> where it is good, else 0.</summary>
    public static Image<float> Weights(Image<byte> mask, float weight)
    {
        var result = new Image<float>(mask.Width, mask.Height, GC.AllocateUninitializedArray<float>(mask.Pixels.Length));
        var target = result.Pixels;
        var source = mask.Pixels;
        for (int i = 0; i < target.Length; i++) target[i] = source[i] != 0 ? weight : 0;
        return result;
    }

    /// <summary>Divides counts by this to get a rate.</summary>
    public static double RateDivisor(ChipState state) => state.Detector.IsRate ? 1 : state.Detector.ExposureTime;
}
