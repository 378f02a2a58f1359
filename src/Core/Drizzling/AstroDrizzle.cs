using HstNotebooks.Errors;
using HstNotebooks.Progress;

namespace HstNotebooks.Drizzling;

/// <summary>Combines aligned HST exposures on an undistorted frame, free of cosmic rays.</summary>
/// <remarks>
/// <para>The steps are those of DrizzlePac's task of the same name: static mask, sky, separate drizzle, median, blot, cosmic rays, final
/// drizzle. Each is a type of its own that works on images (<see cref="StaticMask"/>, <see cref="SkyMatcher"/>, <see cref="Drizzler"/>,
/// <see cref="ImageCombiner"/>, <see cref="Blotter"/>, <see cref="CosmicRayTest"/>); this task reads the files and writes the products
/// into the working directory under DrizzlePac's names.</para>
/// <para>The inputs are changed last, after all products are written, and each file at once: MDRIZSKY, and the cosmic rays in DQ. A run
/// that fails or is interrupted leaves them as they were; only <c>updatewcs</c>, where asked for, comes first.</para>
/// </remarks>
public static class AstroDrizzle
{
    /// <summary>Runs AstroDrizzle.</summary>
    /// <param name="input">A file, a wildcard, a comma list, <c>@list</c> (a second column names inverse variance maps), or an association table.</param>
    /// <param name="options">The parameters; null = defaults.</param>
    /// <param name="progress">Told how far the run is.</param>
    /// <param name="cancel">Stops the run.</param>
    /// <exception cref="InputException">Inputs that cannot be drizzled.</exception>
    /// <exception cref="ParameterException">A parameter that cannot be used, by name.</exception>
    public static AstroDrizzleResult Run(string input, AstroDrizzleOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        var inputs = DrizzleInputs.Resolve(input);
        options ??= new AstroDrizzleOptions();
        if (options.Output.Trim().Length == 0 && inputs.Product is { } product) options = options with { Output = product };
        return Run(inputs.Files, options, progress, cancel);
    }

    /// <summary>Runs AstroDrizzle on a list of files, in their order.</summary>
    public static AstroDrizzleResult Run(IReadOnlyList<string> files, AstroDrizzleOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        Run([.. files.Select(f => new DrizzleInput(f))], options ?? new AstroDrizzleOptions(), progress, cancel);

    /// <summary>As above, with the number of pixels that the images of a band of the output may have together; the products are the same for any number.</summary>
    internal static AstroDrizzleResult RunInBands(IReadOnlyList<string> files, AstroDrizzleOptions options, long maxBandPixels) =>
        Run([.. files.Select(f => new DrizzleInput(f))], options, null, default, maxBandPixels);

    private static AstroDrizzleResult Run(IReadOnlyList<DrizzleInput> inputs, AstroDrizzleOptions options, IProgress<TaskProgress>? progress, CancellationToken cancel,
        long maxBandPixels = FrameBands.MaxPixels)
    {
        var clock = new StepClock(progress);
        clock.Start("initialisation", 0, 0.01);
        OptionChecks.Check(options);
        InputArchive.Prepare(inputs, options, cancel);
        if (options.UpdateWcs) Tasks.UpdateWcs.Run([.. inputs.Select(i => i.Path)], null, null, cancel);
        var recommended = options.MdrizTab ? MdrizTab.Read([.. inputs.Select(i => i.Path)]) : null;
        string? unused = recommended?.Unused(options);
        if (recommended is not null) OptionChecks.Check(options = recommended.ApplyTo(options));
        var run = RunSetup.Make(inputs, options, clock, cancel);
        run.ResolveSteps();
        if (recommended is not null) run.Notes.Add($"MDRIZTAB : {Path.GetFileName(recommended.Path)} row {recommended.Row}");
        if (unused is not null) run.Warnings.Add(unused);
        run.MaxBandPixels = maxBandPixels;
        FrameLimits.Check(run);
        RunChecks.Check(run);
        return DrizzleSteps.Run(run);
    }
}
