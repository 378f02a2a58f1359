using HstNotebooks.Hosting;
using HstNotebooks.Kernel.Scripting;
using HstNotebooks.Progress;

namespace HstNotebooks.Kernel.Cells;

/// <summary>The host that magics and <c>display</c> talk to while a cell of ours runs.</summary>
internal sealed class CellHost(ICellOutput output, CSharpSession session, CancellationToken cancellation) : INotebookHost
{
    private readonly List<TaskLine> _lines = [];

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

    /// <summary>A progress line that ends when the whole is done, or with the cell.</summary>
    public IProgress<TaskProgress> NewProgress(string task)
    {
        var line = new TaskLine(new ProgressLine(this, task));
        lock (_lines) _lines.Add(line);
        return line;
    }

    /// <summary>Ends the progress lines that are still open.</summary>
    public void CloseProgress(bool succeeded)
    {
        lock (_lines)
        {
            foreach (var line in _lines) line.Close(succeeded);
            _lines.Clear();
        }
    }

    /// <summary>Removes what the cell has shown.</summary>
    public void Clear(bool wait) => Output.Clear(wait);

    private sealed class TaskLine(ProgressLine line) : IProgress<TaskProgress>
    {
        public void Report(TaskProgress value)
        {
            line.Report(value);
            if (value.Fraction >= 1) Close(succeeded: true);
        }

        public void Close(bool succeeded)
        {
            if (succeeded) line.Succeed();
            line.Dispose();
        }
    }
}
