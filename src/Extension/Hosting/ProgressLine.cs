using System.Diagnostics;
using System.Globalization;
using HstNotebooks.Formatting;
using HstNotebooks.Progress;

namespace HstNotebooks.Hosting;

/// <summary>
/// The one line that a running task shows: it is updated in place at most five times a second and collapses into a summary when it is
/// disposed. Its display id begins with <c>progress-</c>, so that a host may draw it its own way.
/// </summary>
/// <remarks>Safe for reports from several threads.</remarks>
public sealed class ProgressLine : IProgress<TaskProgress>, IDisposable
{
    /// <summary>How the id of every progress line begins.</summary>
    public const string IdPrefix = "progress-";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly INotebookHost host;
    private readonly string task;
    private readonly string id;
    private readonly int run = 1;
    private readonly TimeSpan before;
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Lock gate = new();
    private TimeSpan lastShown = -Interval, lastReport;
    private TimeSpan? end;
    private bool shown, closed, succeeded;

    /// <summary>A line for a task; nothing is shown before the first report.</summary>
    public ProgressLine(INotebookHost host, string task)
    {
        this.host = host;
        this.task = task;
        id = IdPrefix + Guid.NewGuid().ToString("N");
    }

    private ProgressLine(ProgressLine last)
    {
        (host, task, id, shown) = (last.host, last.task, last.id, last.shown);
        (run, before) = (last.run + 1, last.before + last.Elapsed);
    }

    private TimeSpan Elapsed => end ?? clock.Elapsed;

    /// <summary>
    /// The line of the next run of the same task: it takes the place of this one, which has ended, and its summary counts the runs and
    /// adds their times up, so that a loop leaves one line.
    /// </summary>
    public ProgressLine Again() => new(this);

    /// <inheritdoc/>
    public void Report(TaskProgress value)
    {
        lock (gate)
        {
            lastReport = clock.Elapsed;
            if (closed || clock.Elapsed - lastShown < Interval) return;
            lastShown = clock.Elapsed;
            Show(Running(value));
        }
    }

    /// <summary>Says that the task reached its end, so that the summary reads "done" and not "stopped".</summary>
    public void Succeed() => succeeded = true;

    /// <summary>Says that the task ended before now, at an unknown moment after its last report; the summary counts to that report.</summary>
    public void EndAtLastReport()
    {
        lock (gate) end = lastReport;
    }

    /// <summary>Replaces the line by the summary with the time that was used.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (closed) return;
            closed = true;
            end ??= clock.Elapsed;
            if (!shown && end < Interval) return;
            string runs = succeeded && run > 1 ? $"{run} runs " : "", which = !succeeded && run > 1 ? $", in run {run}" : "";
            double seconds = (succeeded ? before + Elapsed : Elapsed).TotalSeconds;
            string text = string.Create(CultureInfo.InvariantCulture, $"{task}: {runs}{(succeeded ? "done in" : "stopped after")} {seconds:F1} s{which}");
            Show(MimeBundle.FromHtml(Html.Fragment($"<span class=\"dim\">{Html.Escape(text)}</span>"), text));
        }
    }

    private MimeBundle Running(TaskProgress at)
    {
        string percent = double.IsFinite(at.Fraction) ? string.Create(CultureInfo.InvariantCulture, $" {100 * Math.Clamp(at.Fraction, 0, 1):F0} %") : "";
        string detail = at.Detail.Length > 0 ? $" ({at.Detail})" : "";
        string text = string.Create(CultureInfo.InvariantCulture, $"{task}{percent}: {at.Step}{detail}, {clock.Elapsed.TotalSeconds:F0} s");
        string bar = double.IsFinite(at.Fraction)
            ? string.Create(CultureInfo.InvariantCulture, $"<progress max=\"1\" value=\"{Math.Clamp(at.Fraction, 0, 1):F3}\"></progress> ") : "";
        return MimeBundle.FromHtml(Html.Fragment(bar + Html.Escape(text)), text);
    }

    private void Show(MimeBundle bundle)
    {
        if (shown) host.Update(id, bundle);
        else host.Display(bundle, id);
        shown = true;
    }
}
