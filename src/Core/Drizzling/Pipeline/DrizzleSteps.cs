using HstNotebooks.Images;
using HstNotebooks.Tables;

namespace HstNotebooks.Drizzling;

/// <summary>The steps of a run in order. Their shares of the progress are those of the time that a run of three full-size exposures takes.</summary>
internal static class DrizzleSteps
{
    public static AstroDrizzleResult Run(DrizzleRun run)
    {
        var (o, clock) = (run.Options, run.Clock);
        clock.Start("static mask", 0.01, 0.06);
        if (o.Static) StaticMaskStep.Run(run);
        clock.Start("sky", 0.06, 0.15);
        SkyStep.Run(run);
        run.Pool.Trim(keep: 1);
        FindCosmicRays(run);
        run.Pool.Clear();

        (string Science, string Weight, string? Context) paths = o.DrizCombine ? Combine(run) : ("", "", null);
        run.Pool.Clear();
        run.Cancel.ThrowIfCancellationRequested();
        clock.Start("input headers", 0.97, 1);
        InputUpdate.Run(run);
        clock.End();
        clock.Report(1, 1, "");

        var result = new AstroDrizzleResult
        {
            Frame = run.FinalFrame,
            SciencePath = paths.Science,
            WeightPath = paths.Weight,
            ContextPath = paths.Context,
            ErrorPath = o.DrizCombine ? FinalProducts.ErrorPath(run) : null,
            Products = [.. run.Products],
            Chips = ChipTable(run),
            Timings = clock.ToTable(),
            Options = o,
            SeenOnce = run.SeenOnce,
            IsEmpty = run.IsEmpty,
            Warnings = [.. run.Warnings.Distinct()],
        };
        RunLog.Write(run, result);
        return result;
    }

    private static (string Science, string Weight, string? Context) Combine(DrizzleRun run)
    {
        run.Clock.Start("final drizzle", 0.64, 0.97);
        FinalStep.Run(run);
        return FinalProducts.Paths(run);
    }

    private static void FindCosmicRays(DrizzleRun run)
    {
        var (o, clock) = (run.Options, run.Clock);
        if (!o.DrizSeparate) return;
        clock.Start("separate drizzle", 0.15, 0.40);
        MedianImage? median = null;
        using (var singles = SeparateStep.Run(run))
        {
            run.Pool.Clear();
            if (o.Median)
            {
                clock.Start("median", 0.40, 0.46);
                median = MedianStep.Run(run, singles);
            }
        }
        using (median)
        {
            if (median is null || !o.Blot) return;
            run.Pool.Clear();
            clock.Start("blot and cosmic rays", 0.46, 0.64);
            CosmicRayStep.Run(run, median);
        }
    }

    /// <summary>One row per chip of a run.</summary>
    public static Table ChipTable(DrizzleRun run)
    {
        var rows = run.Exposures.SelectMany(e => e.Chips.Select(c => (Exposure: e, Chip: c))).ToArray();
        return new Table(
        [
            new TableColumn<string>("file", [.. rows.Select(r => r.Exposure.FileName)]),
            new TableColumn<int>("chip", [.. rows.Select(r => r.Chip.ExtVer)]),
            new TableColumn<double>("exptime", [.. rows.Select(r => r.Exposure.ExposureTime)], "s"),
            new TableColumn<double>("sky", [.. rows.Select(r => r.Chip.SkyKeyword ?? r.Chip.SkyInNoise)], rows[0].Chip.Unit) { Format = "F4" },
            new TableColumn<long>("masked", [.. rows.Select(r => r.Chip.StaticMask?.MaskedPixels ?? 0)]),
            new TableColumn<long>("cosmicrays", [.. rows.Select(r => r.Chip.CosmicRays?.Masked ?? 0)]),
        ], "chips");
    }
}
