using HstNotebooks.Progress;

namespace HstNotebooks.Drizzling;

/// <summary>Step 1 of AstroDrizzle alone: masks of pixels that are far below the sky, one for each detector area (DrizzlePac's staticMask).</summary>
public static class CreateStaticMask
{
    /// <summary>Writes <c>&lt;root&gt;_&lt;rows&gt;x&lt;columns&gt;_&lt;chip&gt;_staticMask.fits</c> (1 = good) into the working directory; root is that of a single input, else <c>final</c>.</summary>
    /// <param name="input">The exposures: a file, a wildcard, a comma list, <c>@list</c> or an association.</param>
    /// <param name="options">Parameters; null = DrizzlePac's defaults.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    public static ChipStepResult Run(string input, CreateStaticMaskOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new();
        StepRun.Require(options.Static, "static");
        var run = StepRun.Open("static_mask", input, StepRun.Base with { Group = options.Group ?? "", StaticSig = options.StaticSig ?? 4 }, progress, cancel);
        StaticMaskStep.Run(run);
        return StepRun.Result("static_mask", run);
    }
}
