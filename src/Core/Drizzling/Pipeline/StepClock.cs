using System.Diagnostics;
using HstNotebooks.Progress;
using HstNotebooks.Tables;

namespace HstNotebooks.Drizzling;

/// <summary>Measures the steps of a run and reports how far it is.</summary>
internal sealed class StepClock(IProgress<TaskProgress>? progress)
{
    private readonly List<(string Step, double Seconds)> times = [];
    private readonly Stopwatch watch = new();
    private string step = "";
    private double from, to;

    /// <summary>Starts a step that takes the run from one fraction to another; ends the one before.</summary>
    public void Start(string name, double fromFraction, double toFraction)
    {
        End();
        (step, from, to) = (name, fromFraction, toFraction);
        watch.Restart();
        progress?.Report(new TaskProgress(step, from));
    }

    /// <summary>Ends the step under way.</summary>
    public void End()
    {
        if (step.Length > 0) times.Add((step, watch.Elapsed.TotalSeconds));
        step = "";
    }

    /// <summary>Reports that <paramref name="done"/> of <paramref name="total"/> parts of the step are done.</summary>
    public void Report(int done, int total, string detail) =>
        progress?.Report(new TaskProgress(step, from + (to - from) * done / Math.Max(1, total), detail));

    /// <summary>One row per step: step, seconds; the last row is the total.</summary>
    public Table ToTable() => new(
    [
        new TableColumn<string>("step", [.. times.Select(t => t.Step), "total"]),
        new TableColumn<double>("seconds", [.. times.Select(t => t.Seconds), times.Sum(t => t.Seconds)], "s") { Format = "F3" },
    ], "timings");
}
