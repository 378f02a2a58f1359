using HstNotebooks.Progress;

namespace HstNotebooks.Drizzling;

/// <summary>Step 2 of AstroDrizzle alone: the sky of every chip, written as MDRIZSKY (DrizzlePac's sky). Pixels are not changed.</summary>
public static class SkyMatch
{
    /// <summary>Measures the sky and writes MDRIZSKY into the SCI headers, each file at once.</summary>
    /// <remarks>The static mask that <c>use_static</c> leaves out is made anew from the same exposures with DrizzlePac's 4 sigma, as a whole run makes it.</remarks>
    /// <param name="input">The exposures: a file, a wildcard, a comma list, <c>@list</c> or an association.</param>
    /// <param name="options">Parameters; null = DrizzlePac's defaults.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops it; no file is changed then.</param>
    public static ChipStepResult Run(string input, SkyMatchOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new();
        var run = StepRun.Open("skymatch", input, options.AsRun(), progress, cancel);
        if (options.UseStatic && options.SkySub && options.SkyFile.Length == 0) StaticMaskStep.Run(run);
        SkyStep.Run(run);
        cancel.ThrowIfCancellationRequested();
        InputUpdate.Run(run);
        return StepRun.Result("skymatch", run);
    }
}
