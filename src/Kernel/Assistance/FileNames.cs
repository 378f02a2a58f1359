namespace HstNotebooks.Kernel.Assistance;

/// <summary>Completes names of files, relative to the current folder.</summary>
internal static class FileNames
{
    private const int Most = 200;

    /// <summary>The path that is being typed in a line <c>#r "..."</c> or <c>#load "..."</c>; null for another line.</summary>
    public static string? InDirective(string line, int column)
    {
        string text = line.TrimStart();
        if (!text.StartsWith("#r ", StringComparison.Ordinal) && !text.StartsWith("#load ", StringComparison.Ordinal)) return null;
        int quote = line.IndexOf('"', StringComparison.Ordinal);
        if (quote < 0 || quote >= column) return null;
        string typed = line[(quote + 1)..column];
        return typed.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase) || typed.Contains('"', StringComparison.Ordinal) ? null : typed;
    }

    /// <summary>The files and folders that begin with what was typed; folders end with a slash.</summary>
    public static CompletionList Complete(string typed, int position)
    {
        int slash = typed.LastIndexOf('/');
        string folder = slash < 0 ? "." : slash == 0 ? "/" : typed[..slash], name = typed[(slash + 1)..];
        try
        {
            var items = Directory.EnumerateFileSystemEntries(folder, EscapeWildcards(name) + "*").Take(Most)
                .Where(path => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal) && (name.Length > 0 || !Path.GetFileName(path).StartsWith('.')))
                .Select(path => new CompletionItem(Path.GetFileName(path) + (Directory.Exists(path) ? "/" : ""), "file"));
            return CompletionList.Matching(items, name, position - name.Length, position);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return CompletionList.Nothing(position);
        }
    }

    private static string EscapeWildcards(string name) => name.Replace('*', '?');
}
