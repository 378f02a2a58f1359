using System.Collections.Concurrent;
using HstNotebooks.Errors;
using HstNotebooks.Progress;

namespace HstNotebooks.Drizzling;

/// <summary>Step 2: the sky of every chip, by measurement or from the user (facts: astrodrizzle-pipeline 7.6). Nothing is subtracted on disk.</summary>
internal sealed class SkyStep(DrizzleRun run)
{
    private readonly MaskedImages images = new(run);
    private readonly ConcurrentStack<float[]> buffers = [];
    private AstroDrizzleOptions Options => run.Options;

    public static void Run(DrizzleRun run)
    {
        var o = run.Options;
        if (!o.SkySub) FromUser(run);
        else if (o.SkyFile.Length > 0) FromFile(run, o.SkyFile, "skyfile");
        else new SkyStep(run).Measure();
    }

    /// <summary>No subtraction: MDRIZSKY stays or becomes 0, or holds what the user subtracted.</summary>
    private static void FromUser(DrizzleRun run)
    {
        string user = run.Options.SkyUser.Trim();
        if (user.StartsWith('@'))
        {
            FromFile(run, user[1..], "skyuser");
            return;
        }
        foreach (var exposure in run.Exposures)
        {
            using var file = run.Open(exposure);
            foreach (var chip in exposure.Chips)
            {
                var header = ChipPixels.Find(file, chip).Header;
                double? value = user.Length == 0
                    ? header.FindDouble("MDRIZSKY") ?? 0
                    : header.FindDouble(user) ?? file.Header.FindDouble(user)
                        ?? throw new InputException($"the headers have no keyword {user}") { File = exposure.Path, Hdu = $"[SCI,{chip.ExtVer}]", Keyword = user, Parameter = "skyuser" };
                (chip.SkyToSubtract, chip.SkyInNoise, chip.SkyKeyword) = (null, value.Value, value);
            }
        }
    }

    private static void FromFile(DrizzleRun run, string path, string parameter)
    {
        var values = SkyValues.Read(path, parameter);
        foreach (var exposure in run.Exposures)
        {
            for (int c = 0; c < exposure.Chips.Count; c++)
            {
                var chip = exposure.Chips[c];
                double? value = values.Of(exposure.FileName, c, exposure.Chips.Count);
                if (value is null)
                {
                    if (c == 0) run.Warnings.Add($"{path} has no sky for {exposure.FileName}; none is subtracted");
                    continue;
                }
                (chip.SkyToSubtract, chip.SkyInNoise, chip.SkyKeyword) = (values.Applied ? null : value, value.Value, value);
            }
        }
    }

    private void Measure()
    {
        double?[] levels = Options.SkyMethod switch
        {
            SkyMethod.LocalMin => Lowest(),
            SkyMethod.GlobalMin => Global(Lowest()),
            SkyMethod.Match => Match(),
            SkyMethod.GlobalMinMatch => AddGlobal(Match()),
            _ => throw new ArgumentOutOfRangeException(nameof(run)),
        };
        images.Release();
        for (int i = 0; i < levels.Length; i++)
        {
            foreach (var chip in run.Exposures[i].Chips)
            {
                double sky = levels[i] is { } level ? level / Brightness(chip) : 0;
                (chip.SkyToSubtract, chip.SkyInNoise, chip.SkyKeyword) = (sky, sky, sky);
            }
        }
    }

    /// <summary>Native units to brightness: per square arcsecond, and per second for counts.</summary>
    private static double Brightness(ChipState chip) =>
        1 / (chip.NaturalScale * chip.NaturalScale) / (chip.Detector.IsRate ? 1 : chip.Detector.ExposureTime);

    /// <summary>The lowest brightness among the chips of each exposure, less an offset.</summary>
    private double?[] Lowest(double?[]? offsets = null)
    {
        var result = new double?[run.Exposures.Count];
        for (int i = 0; i < result.Length; i++)
        {
            var exposure = run.Exposures[i];
            run.Clock.Report(i, result.Length, exposure.FileName);
            images.Load([exposure]);
            foreach (var chip in exposure.Chips)
            {
                if (MeasureFor(chip).Of(images[chip].Pixels) is not { } sky)
                {
                    run.Warnings.Add($"{exposure.FileName}[sci,{chip.ExtVer}] has no good pixel for the sky");
                    continue;
                }
                double level = sky.Level * Brightness(chip) - (offsets?[i] ?? 0);
                result[i] = Math.Min(result[i] ?? double.PositiveInfinity, level);
            }
        }
        return result;
    }

    private static double?[] Global(double?[] levels) => [.. levels.Select(_ => levels.Min())];

    private double?[] AddGlobal(double?[] offsets)
    {
        if (Array.TrueForAll(offsets, o => o is null)) return offsets;
        double? lowest = Lowest(offsets).Min();
        return [.. offsets.Select(o => (o ?? 0) + lowest)];
    }

    private double?[] Match()
    {
        int count = run.Exposures.Count;
        if (count < 2)
        {
            run.Warnings.Add($"skymethod {(Options.SkyMethod == SkyMethod.Match ? "match" : "globalmin+match")} compares exposures and there is only one: no sky is subtracted");
            return new double?[count];
        }
        var overlaps = Overlaps();
        images.Release();
        run.Pool.Trim(keep: 1);
        var offsets = SkyMatcher.Solve(count, overlaps);
        for (int i = 0; i < count; i++)
            if (offsets[i] is null) run.Warnings.Add($"{run.Exposures[i].FileName} overlaps no other exposure: its sky cannot be matched, and none is subtracted");
        return offsets;
    }

    private SkyOverlap[] Overlaps()
    {
        SkyCap[] caps = [.. run.Exposures.Select(e => SkyCap.Of(e.Chips))];
        int[] order = SkyOrder.Of(caps);
        var overlaps = Compare(OverlapPairs.Choose(caps, out bool all), order);
        if (!all) overlaps.AddRange(Compare(OverlapPairs.Unlinked(caps, overlaps), order));
        return [.. overlaps.OrderBy(o => o.First).ThenBy(o => o.Second)];
    }

    /// <summary>Compares pairs of exposures, in blocks of neighbours that fit into memory together.</summary>
    private List<SkyOverlap> Compare(IReadOnlyList<(int I, int J)> pairs, int[] order)
    {
        int block = Math.Max(1, images.Together / 2), done = 0;
        var overlaps = new List<SkyOverlap>();
        foreach (var neighbours in pairs.GroupBy(Blocks).OrderBy(g => g.Key))
        {
            run.Cancel.ThrowIfCancellationRequested();
            var together = Overlapping([.. neighbours]);
            run.Clock.Report(done, pairs.Count, run.Exposures[neighbours.First().I].FileName);
            done += neighbours.Count();
            if (together.Length == 0) continue;
            images.Load([.. together.SelectMany(p => new[] { p.I, p.J }).Distinct().Select(i => run.Exposures[i])]);
            var found = new SkyOverlap?[together.Length];
            OverCores.For(together.Length, run.Parallel, p => found[p] = Compare(together[p]));
            overlaps.AddRange(found.OfType<SkyOverlap>());
        }
        return overlaps;

        (int, int) Blocks((int I, int J) pair)
        {
            int a = order[pair.I] / block, b = order[pair.J] / block;
            return (Math.Min(a, b), Math.Max(a, b));
        }
    }

    /// <summary>The pairs of exposures whose chips overlap.</summary>
    private OverlappingPair[] Overlapping(IReadOnlyList<(int I, int J)> pairs)
    {
        var found = new OverlappingPair?[pairs.Count];
        OverCores.For(pairs.Count, run.Parallel, p =>
        {
            var (i, j) = pairs[p];
            var shared = new List<(ChipState, ChipState, ChipOverlap)>();
            foreach (var a in run.Exposures[i].Chips)
                foreach (var b in run.Exposures[j].Chips)
                    if (ChipOverlap.Find(a.Wcs, b.Wcs) is { } overlap) shared.Add((a, b, overlap));
            if (shared.Count > 0) found[p] = new(i, j, shared);
        });
        return [.. found.OfType<OverlappingPair>()];
    }

    /// <summary>Sky of two exposures in the areas that their chips share, averaged over pairs of chips by pixels.</summary>
    private SkyOverlap? Compare(OverlappingPair pair)
    {
        double sumI = 0, sumJ = 0, weightI = 0, weightJ = 0;
        if (!buffers.TryPop(out float[]? buffer)) buffer = [];
        foreach (var (a, b, overlap) in pair.Shared)
        {
            if (Level(a, overlap.First, ref buffer) is not { } first || Level(b, overlap.Second, ref buffer) is not { } second) continue;
            sumI += first.Level * first.Count;
            sumJ += second.Level * second.Count;
            weightI += first.Count;
            weightJ += second.Count;
        }
        buffers.Push(buffer);
        return weightI == 0 || weightJ == 0 ? null : new SkyOverlap(pair.I, pair.J, sumI / weightI, sumJ / weightJ, weightI, weightJ);
    }

    private (double Level, long Count)? Level(ChipState chip, (double X, double Y)[] polygon, ref float[] buffer)
    {
        int count = ChipOverlap.Gather(images[chip], polygon, ref buffer);
        if (count == 0 || MeasureFor(chip).Of(buffer.AsMemory(0, count)) is not { } sky) return null;
        return (sky.Level * Brightness(chip), sky.Count);
    }

    /// <summary>The limits are given in electrons.</summary>
    private SkyMeasure MeasureFor(ChipState chip) => new()
    {
        Statistic = Options.SkyStat,
        Clips = Options.SkyClip,
        LowSigma = Options.SkyLSigma,
        HighSigma = Options.SkyUSigma,
        BinWidth = Options.SkyWidth ?? 0.1,
        Lower = Options.SkyLower / chip.Detector.ConversionToElectrons,
        Upper = Options.SkyUpper / chip.Detector.ConversionToElectrons,
    };

    /// <summary>Two exposures, by their place in the run, and the areas that their chips share.</summary>
    private sealed record OverlappingPair(int I, int J, IReadOnlyList<(ChipState First, ChipState Second, ChipOverlap Overlap)> Shared);
}
