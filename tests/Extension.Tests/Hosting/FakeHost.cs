using HstNotebooks.Hosting;

namespace HstNotebooks.Tests;

/// <summary>A host that keeps what it is given.</summary>
internal sealed class FakeHost : INotebookHost
{
    public Dictionary<string, object> Variables { get; } = [];
    public List<MimeBundle> Displayed { get; } = [];
    public List<MimeBundle> Updates { get; } = [];
    public List<string> Lines { get; } = [];
    public List<string> Errors { get; } = [];

    public void Display(MimeBundle bundle, string? displayId = null) => Displayed.Add(bundle);
    public void Update(string displayId, MimeBundle bundle) => Updates.Add(bundle);
    public void WriteLine(string text) => Lines.Add(text);
    public void WriteError(string text) => Errors.Add(text);
    public Task SetVariableAsync(string name, object value, Type type) { Variables[name] = value; return Task.CompletedTask; }
    public object? GetVariable(string name) => Variables.GetValueOrDefault(name);
}
