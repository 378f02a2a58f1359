using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Progress;

namespace HstNotebooks.Drizzling;

/// <summary>Step 6 of AstroDrizzle alone: cosmic rays of exposures found by comparison with the blotted median (DrizzlePac's drizCR).</summary>
public static class DrizCr
{
    /// <summary>
    /// Compares every chip with <c>&lt;root&gt;_sciN_blt.fits</c> in the working directory (native units, sky included), writes <c>&lt;root&gt;_sciN_crmask.fits</c>
    /// (1 = good) and sets the bit of cosmic rays in DQ. Flags of an earlier run stay; clear them with resetbits. The sky of the noise is MDRIZSKY.
    /// </summary>
    /// <param name="input">The exposures: a file, a wildcard, a comma list, <c>@list</c> or an association.</param>
    /// <param name="options">Parameters; null = DrizzlePac's defaults.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops it; no input is changed then.</param>
    /// <exception cref="InputException">A blotted image is missing, or is of another size than its chip.</exception>
    public static ChipStepResult Run(string input, DrizCrOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new();
        StepRun.Require(options.DrizCr, "driz_cr");
        var run = StepRun.Open("driz_cr", input, options.AsRun(), progress, cancel);
        StepRun.TakeRecordedSky(run);
        foreach (var exposure in run.Exposures)
            foreach (var chip in exposure.Chips) CheckBlot(exposure, chip);
        CosmicRayStep.Run(run, ReadBlot);
        cancel.ThrowIfCancellationRequested();
        InputUpdate.Run(run);
        return StepRun.Result("driz_cr", run);
    }

    private static string BlotOf(ExposureState exposure, ChipState chip) => $"{exposure.Root}_sci{chip.ExtVer}_blt.fits";

    private static void CheckBlot(ExposureState exposure, ChipState chip)
    {
        string path = BlotOf(exposure, chip);
        if (!File.Exists(path))
            throw new InputException($"the blotted image of {exposure.FileName}[sci,{chip.ExtVer}] is not there")
            { File = path, Parameter = "input", Advice = "run the task blot, or astrodrizzle up to blot with clean false, in this folder" };
        using var file = FitsFile.Open(path);
        var image = (ImageHdu)file.Hdus[0];
        if (image.Width != chip.Width || image.Height != chip.Height)
            throw new InputException($"the blotted image is {image.Width} x {image.Height} pixels, its chip {chip.Width} x {chip.Height}") { File = path };
    }

    private static Image<float> ReadBlot(ExposureState exposure, ChipState chip)
    {
        using var file = FitsFile.Open(BlotOf(exposure, chip));
        return ((ImageHdu)file.Hdus[0]).Read<float>();
    }
}
