using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Science images for the sky step, NaN where masked. Recently used ones are kept within a limit of memory.</summary>
internal sealed class MaskedImages(DrizzleRun run)
{
    private const long MaxPixels = 36L << 20;
    private readonly Dictionary<ChipState, Image<float>> kept = [];
    private readonly LinkedList<ChipState> order = [];
    private readonly SkyUserMasks userMasks = SkyUserMasks.Read(run.Options.SkyMaskCat);

    /// <summary>The masked image of a chip, in native units.</summary>
    public Image<float> Get(ExposureState exposure, ChipState chip)
    {
        order.Remove(chip);
        order.AddLast(chip);
        if (kept.TryGetValue(chip, out var image)) return image;
        while (kept.Values.Sum(i => i.Pixels.LongLength) + chip.PixelCount > MaxPixels && order.First!.Value != chip)
        {
            if (kept.Remove(order.First.Value, out var old)) run.Pool.Return(old);
            order.RemoveFirst();
        }
        return kept[chip] = Read(exposure, chip);
    }

    private Image<float> Read(ExposureState state, ChipState chipState)
    {
        run.Cancel.ThrowIfCancellationRequested();
        using var exposure = state.Open();
        var chip = ChipPixels.Find(exposure, chipState);
        var image = ChipPixels.ReadScience(run, chip);
        var mask = ChipPixels.ReadMask(run, chip, chipState, run.Bits.Sky, run.Options.UseStatic);
        userMasks.Apply(state, chipState, mask);
        ChipPixels.Hide(run, image, mask);
        run.Pool.Return(mask);
        return image;
    }
}
