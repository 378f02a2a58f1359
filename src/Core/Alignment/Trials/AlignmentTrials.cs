using HstNotebooks.Images;
using HstNotebooks.Parameters;
using HstNotebooks.Tables;

namespace HstNotebooks.Alignment;

/// <summary>Runs the automatic mode on random alignment problems with known solution, to see how often it is right and whether its verdict can be trusted.</summary>
public static class AlignmentTrials
{
    private const double SolvableLog = -7;

    /// <summary>The options of the trials: everything automatic.</summary>
    public static TweakRegOptions Options { get; } = new() { SearchRad = AutoNumber.Auto, FitGeometry = FitGeometry.Auto };

    /// <summary>Solves one problem.</summary>
    public static AlignmentTrial Run(AlignmentProblem problem, TweakRegOptions? options = null, CancellationToken cancel = default)
    {
        options ??= Options;
        double[] ra = new double[problem.ReferencePositions.Count], dec = new double[ra.Length];
        problem.Frame.Wcs.PixelToSky(problem.ReferencePositions.X, problem.ReferencePositions.Y, ra, dec);
        double[] imageRa = new double[problem.ImagePositions.Count], imageDec = new double[imageRa.Length];
        problem.Frame.Wcs.PixelToSky(problem.ImagePositions.X, problem.ImagePositions.Y, imageRa, imageDec);
        var wcs = Wcs.ImageWcs.FromLinear(problem.Frame.Wcs, problem.Frame.Width, problem.Frame.Height);
        var chip = new ChipCatalog { ExtVer = 1, Wcs = wcs, X = problem.ImagePositions.X, Y = problem.ImagePositions.Y, Flux = problem.Flux, Ra = imageRa, Dec = imageDec };
        var image = new ImageCatalog("trial.fits", "trial", null, [chip]);
        var reference = new ReferenceCatalog { Name = "trial.cat", Ra = ra, Dec = dec, Flux = [.. ra.Select(_ => double.NaN)], Sources = [.. ra.Select(_ => "trial.cat")] };

        var match = ImageMatcher.Match(image, reference, problem.Frame, options, cancel);
        var (verdict, reasons, chance) = AlignmentJudge.Judge(image, match, problem.Frame, options);
        double error = match.Fit is { } fit ? WorstError(LinearTransform.Of(fit), problem.Truth) : double.NaN;
        double stated = match.Fit is null ? double.NaN : AlignmentEvidence.WorstCornerError(image, match, problem.Frame.Wcs);
        return new AlignmentTrial(problem, verdict, reasons, error, stated, chance?.LogFalseAlarms ?? 0, IsSolvable(problem, options));
    }

    /// <summary>Solves the problems with the seeds first, first + 1, ...</summary>
    public static IReadOnlyList<AlignmentTrial> Run(int count, int first = 1, TweakRegOptions? options = null, IProgress<Progress.TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        var trials = new AlignmentTrial[count];
        int done = 0;
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancel }, i =>
        {
            trials[i] = Run(AlignmentProblem.FromSeed(first + i), options, cancel);
            progress?.Report(new("alignment problems", Interlocked.Increment(ref done) / (double)count));
        });
        return trials;
    }

    /// <summary>A table with one row per trial.</summary>
    public static Table ToTable(IReadOnlyList<AlignmentTrial> trials)
    {
        TableColumn<double> Number(string name, Func<AlignmentTrial, double> value, string? unit = null, string format = "G4") => new(name, [.. trials.Select(value)], unit) { Format = format };
        return new Table(
        [
            new TableColumn<int>("seed", [.. trials.Select(t => t.Problem.Seed)]),
            new TableColumn<int>("stars", [.. trials.Select(t => t.Problem.Stars)]),
            new TableColumn<int>("common", [.. trials.Select(t => t.Problem.Common)]),
            new TableColumn<int>("cosmicrays", [.. trials.Select(t => t.Problem.CosmicRays)]),
            Number("completeness", t => t.Problem.Completeness),
            Number("false", t => t.Problem.FalseEntries),
            Number("caterror", t => t.Problem.CatalogError, "mas"),
            Number("dx", t => t.Problem.ShiftX, "pix"),
            Number("dy", t => t.Problem.ShiftY, "pix"),
            Number("rot", t => t.Problem.Rotation, "deg"),
            new TableColumn<string>("verdict", [.. trials.Select(t => t.Verdict.ToString().ToLowerInvariant())]),
            Number("error", t => t.WorstError, "pix"),
            Number("stated", t => t.StatedError, "pix"),
            Number("logchance", t => t.LogFalseAlarms),
            new TableColumn<bool>("solvable", [.. trials.Select(t => t.IsSolvable)]),
            new TableColumn<bool>("right", [.. trials.Select(t => t.IsRight)]),
        ], "alignment trials");
    }

    private static double WorstError(LinearTransform fit, LinearTransform truth)
    {
        double worst = 0;
        foreach (double x in (ReadOnlySpan<double>)[-AlignmentProblem.FieldSize / 2, AlignmentProblem.FieldSize / 2])
        {
            foreach (double y in (ReadOnlySpan<double>)[-AlignmentProblem.FieldSize / 2, AlignmentProblem.FieldSize / 2])
            {
                var (ax, ay) = fit.Apply(x, y);
                var (bx, by) = truth.Apply(x, y);
                worst = Math.Max(worst, double.Hypot(ax - bx, ay - by));
            }
        }
        return worst;
    }

    private static bool IsSolvable(AlignmentProblem problem, TweakRegOptions options)
    {
        if (problem.Common < 4) return false;
        var match = new ImageMatch
        {
            Reference = new ReferenceCatalog { Name = "", Ra = [], Dec = [], Flux = [], Sources = [] },
            ReferencePositions = problem.ReferencePositions,
            ImagePositions = problem.ImagePositions,
            Pairs = problem.TruePairs,
            Fit = PerfectFit(problem),
            SearchedRadius = 3 / problem.Frame.Wcs.PixelScale,
            SearchedRotation = 1,
        };
        return AlignmentEvidence.ChanceOf(match, problem.Frame, options).LogFalseAlarms < SolvableLog;
    }

    private static LinearFit PerfectFit(AlignmentProblem problem) => LinearFitter.Fit(
        problem.ReferencePositions.Take([.. problem.TruePairs.Select(p => p.Reference)]),
        problem.ImagePositions.Take([.. problem.TruePairs.Select(p => p.Image)]),
        new PixelPosition(problem.Frame.Wcs.CrPix1, problem.Frame.Wcs.CrPix2), FitGeometry.RScale, new ClippingOptions(0));
}
