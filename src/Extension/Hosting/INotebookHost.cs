namespace HstNotebooks.Hosting;

/// <summary>What a magic may ask of the program that runs it: our kernel, .NET Interactive, or the command line.</summary>
public interface INotebookHost
{
    /// <summary>Shows a value below the running cell. With an id it can be updated later.</summary>
    void Display(MimeBundle bundle, string? displayId = null);

    /// <summary>Replaces what was shown under an id.</summary>
    void Update(string displayId, MimeBundle bundle);

    /// <summary>Writes a line to standard output.</summary>
    void WriteLine(string text);

    /// <summary>Writes a line to standard error.</summary>
    void WriteError(string text);

    /// <summary>Gives a value to the user's C# under a name (<c>--as NAME</c>).</summary>
    Task SetVariableAsync(string name, object value, Type type);

    /// <summary>A variable of the user's C#, or null.</summary>
    object? GetVariable(string name);
}
