using HstNotebooks.Hosting;
using HstNotebooks.Kernel.Scripting;
using HstNotebooks.Progress;

namespace HstNotebooks.Kernel.Cells;

/// <summary>The host that magics and <c>display</c> talk to while a cell of ours runs.</summary>
internal sealed class CellHost(ICellOutput output, CSharpSession session, CancellationToken cancellation) : INotebookHost
{
    private readonly List<(int Call, string Task, ProgressLine Line)> _lines = [];
    private readonly Dictionary<string, ProgressLine> _done = new(StringComparer.Ordinal);

    /// <summary>Where the cell's output goes.</summary>
    public ICellOutput Output { get; } = output;

    /// <inheritdoc/>
    public void Display(MimeBundle bundle, string? displayId = null) => Output.Display(bundle, displayId);

    /// <inheritdoc/>
    public void Update(string displayId, MimeBundle bundle) => Output.Update(displayId, bundle);

    /// <inheritdoc/>
    public void WriteLine(string text) => Output.Write(StreamName.Stdout, text + "\n");

    /// <inheritdoc/>
    public void WriteError(string text) => Output.Write(StreamName.Stderr, text + "\n");

    /// <inheritdoc/>
    public Task SetVariableAsync(string name, object value, Type type) => session.SetVariableAsync(name, value, type, cancellation);

    /// <inheritdoc/>
    public object? GetVariable(string name) => session.TryGetVariable(name, out object? value) ? value : null;

    /// <summary>A progress line that ends with its call, or with the cell; the runs of one task, one after the other, share a line.</summary>
    /// <param name="task">What the line is called.</param>
    /// <param name="call">The number under which <see cref="EndProgress"/> ends it; 0 where nobody will.</param>
    public IProgress<TaskProgress> NewProgress(string task, int call)
    {
        lock (_lines)
        {
            var line = _done.Remove(task, out var last) ? last.Again() : new ProgressLine(this, task);
            _lines.Add((call, task, line));
            return line;
        }
    }

    /// <summary>Ends the latest line of a call.</summary>
    public void EndProgress(int call, bool succeeded)
    {
        lock (_lines)
        {
            int at = _lines.FindLastIndex(open => open.Call == call);
            if (at < 0) return;
            var (_, task, line) = _lines[at];
            if (succeeded) line.Succeed();
            line.Dispose();
            _lines.RemoveAt(at);
            if (succeeded) _done[task] = line;
        }
    }

    /// <summary>Ends the progress lines that are still open: a call that has not returned by now has thrown, also where the cell caught that.</summary>
    public void CloseProgress(bool succeeded)
    {
        lock (_lines)
        {
            foreach (var (call, _, line) in _lines)
            {
                if (succeeded && call == 0) line.Succeed();
                else if (succeeded) line.EndAtLastReport();
                line.Dispose();
            }
            _lines.Clear();
        }
    }

    /// <summary>Removes what the cell has shown.</summary>
    public void Clear(bool wait)
    {
        lock (_lines) _done.Clear();
        Output.Clear(wait);
    }
}
