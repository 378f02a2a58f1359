namespace HstNotebooks.Exposures;

/// <summary>Resolves the <c>input</c> parameter of the tasks.</summary>
public static class InputFiles
{
    /// <summary>Files named by a path, a wildcard (sorted by name), a comma list, or <c>@list</c> (one per line, first column; # comments). Relative paths are taken from the working directory.</summary>
    /// <exception cref="Errors.InputException">Nothing matches, or a named file does not exist.</exception>
    public static IReadOnlyList<string> Resolve(string input) => throw new NotImplementedException();
}
