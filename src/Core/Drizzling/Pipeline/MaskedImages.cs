using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Science images for the sky step, NaN where masked. Those that were read last are kept within a limit of memory.</summary>
internal sealed class MaskedImages(DrizzleRun run)
{
    /// <summary>Pixels that are kept: these many, or this number of exposures.</summary>
    private const long FewPixels = 4L << 20;
    private const int FewExposures = 3;

    private readonly long largest = run.Exposures.Max(e => e.Chips.Sum(c => c.PixelCount));
    private readonly Dictionary<ChipState, Image<float>> kept = [];
    private readonly LinkedList<ChipState> order = [];
    private readonly SkyUserMasks userMasks = SkyUserMasks.Read(run.Options.SkyMaskCat);

    private long Limit => Math.Max(FewPixels, FewExposures * largest);

    /// <summary>How many exposures can be loaded together.</summary>
    public int Together => (int)(Limit / largest);

    /// <summary>The masked image of a chip of an exposure that was loaded, in native units.</summary>
    public Image<float> this[ChipState chip] => kept[chip];

    /// <summary>Reads what is not there of some exposures, no more than <see cref="Together"/>; others may go for it.</summary>
    public void Load(IReadOnlyCollection<ExposureState> exposures)
    {
        var needed = exposures.SelectMany(e => e.Chips).ToHashSet();
        foreach (var exposure in exposures)
        {
            if (exposure.Chips.All(kept.ContainsKey)) continue;
            run.Cancel.ThrowIfCancellationRequested();
            using var file = run.Open(exposure);
            foreach (var state in exposure.Chips)
            {
                if (kept.ContainsKey(state)) continue;
                MakeRoom(state.PixelCount, needed);
                kept[state] = Read(exposure, file, state);
                order.AddLast(state);
            }
        }
    }

    /// <summary>Gives all images back to the pool.</summary>
    public void Release()
    {
        foreach (var image in kept.Values) run.Pool.Return(image);
        kept.Clear();
        order.Clear();
    }

    private void MakeRoom(long pixels, HashSet<ChipState> needed)
    {
        for (var node = order.First; node is not null && kept.Values.Sum(i => i.Pixels.LongLength) + pixels > Limit;)
        {
            var next = node.Next;
            if (!needed.Contains(node.Value))
            {
                kept.Remove(node.Value, out var image);
                run.Pool.Return(image!);
                order.Remove(node);
            }
            node = next;
        }
    }

    private Image<float> Read(ExposureState exposure, Exposures.Exposure file, ChipState state)
    {
        var chip = ChipPixels.Find(file, state);
        var image = ChipPixels.ReadScience(run, chip);
        var mask = ChipPixels.ReadMask(run, chip, state, run.Bits.Sky, run.Options.UseStatic);
        userMasks.Apply(exposure, state, mask);
        ChipPixels.Hide(run, image, mask);
        run.Pool.Return(mask);
        return image;
    }
}
