using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Progress;

namespace HstNotebooks.Drizzling;

/// <summary>Step 4 of AstroDrizzle alone: the single images combined into one that is free of cosmic rays (DrizzlePac's createMedian).</summary>
public static class CreateMedian
{
    /// <summary>
    /// Combines <c>&lt;root&gt;_single_sci.fits</c> and <c>&lt;root&gt;_single_wht.fits</c> of the exposures, which are in the working directory, into
    /// <c>&lt;output&gt;_med.fits</c>. The sky of the noise terms is MDRIZSKY of the exposures.
    /// </summary>
    /// <param name="input">The exposures: a file, a wildcard, a comma list, <c>@list</c> or an association.</param>
    /// <param name="options">Parameters; null = DrizzlePac's defaults.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="InputException">A single image is missing, or is of another size than the others.</exception>
    public static ImageStepResult Run(string input, CreateMedianOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new();
        StepRun.Require(options.Median, "median");
        var run = StepRun.Open("median", input, options.AsRun(), progress, cancel);
        StepRun.TakeRecordedSky(run);
        SingleFile[] singles = [.. run.Exposures.Select(SingleFile.Of)];
        var median = ImageCombiner.Combine(singles, MedianStep.Options(run.Options), run.Parallel);
        string path = $"{run.OutputRoot}_med.fits";
        using (var first = FitsFile.Open(singles[0].SciencePath)) IntermediateFile.Write(run, path, median, first.PrimaryHeader.Clone());
        run.Clock.Report(1, 1, "");
        return new("median", path, [.. singles.Select(s => s.SciencePath)], median.Width, median.Height, [.. run.Warnings.Distinct()]);
    }
}
