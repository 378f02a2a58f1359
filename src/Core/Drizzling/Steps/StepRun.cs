using HstNotebooks.Errors;
using HstNotebooks.Progress;

namespace HstNotebooks.Drizzling;

/// <summary>Opens the exposures of a step that runs alone, so that it does what it does in a whole run.</summary>
internal static class StepRun
{
    /// <summary>What the tasks of single steps leave as a whole run would not: no log, inputs neither archived nor reset.</summary>
    public static AstroDrizzleOptions Base { get; } = new() { RunFile = "", Preserve = false, ResetBits = "0" };

    /// <summary>Opens exposures for a step.</summary>
    public static DrizzleRun Open(string task, string input, AstroDrizzleOptions options, IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        OptionChecks.Check(options);
        var clock = new StepClock(progress);
        clock.Start(task, 0, 1);
        return RunSetup.Make(DrizzleInputs.Resolve(input).Files, options, clock, cancel);
    }

    /// <summary>Takes the sky of every chip from MDRIZSKY of its header, which the sky step wrote; 0 where there is none.</summary>
    public static void TakeRecordedSky(DrizzleRun run)
    {
        foreach (var exposure in run.Exposures)
        {
            using var file = run.Open(exposure);
            foreach (var chip in exposure.Chips)
            {
                double? sky = ChipPixels.Find(file, chip).Header.FindDouble("MDRIZSKY");
                (chip.SkyToSubtract, chip.SkyInNoise) = (sky, sky ?? 0);
                if (sky is null) run.Warnings.Add($"{exposure.FileName}[sci,{chip.ExtVer}] has no MDRIZSKY; its sky counts as 0");
            }
        }
    }

    /// <summary>The result of a step on chips.</summary>
    public static ChipStepResult Result(string task, DrizzleRun run)
    {
        run.Clock.Report(1, 1, "");
        return new(task, DrizzleSteps.ChipTable(run), [.. run.Products], [.. run.Warnings.Distinct()]);
    }

    /// <summary>Refuses a task whose own switch is off.</summary>
    public static void Require(bool wanted, string parameter)
    {
        if (!wanted) throw new ParameterException($"{parameter} is false, so there is nothing to do") { Parameter = parameter, Expected = "true" };
    }
}
