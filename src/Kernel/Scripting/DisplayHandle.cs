using HstNotebooks.Formatting;
using HstNotebooks.Hosting;
using HstNotebooks.Kernel.Cells;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>Stands for something that was shown and can be replaced. Safe to use from any thread, also after its cell has ended.</summary>
public sealed class DisplayHandle
{
    private readonly INotebookHost _host;

    internal DisplayHandle(INotebookHost host, string id) => (_host, Id) = (host, id);

    /// <summary>The name under which it was shown.</summary>
    public string Id { get; }

    /// <summary>Replaces what was shown.</summary>
    /// <param name="value">The new value.</param>
    public void Update(object? value) => _host.Update(Id, Formatters.Format(value));

    /// <inheritdoc/>
    public override string ToString() => "display " + Id;
}
