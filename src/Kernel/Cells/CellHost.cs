using HstNotebooks.Hosting;
using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Kernel.Cells;

/// <summary>The host that magics and <c>display</c> talk to while a cell of ours runs.</summary>
internal sealed class CellHost(ICellOutput output, CSharpSession session, CancellationToken cancellation) : INotebookHost
{
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

    /// <summary>Removes what the cell has shown.</summary>
    public void Clear(bool wait) => Output.Clear(wait);
}
