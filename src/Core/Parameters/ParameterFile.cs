using HstNotebooks.Errors;

namespace HstNotebooks.Parameters;

/// <summary>Reads DrizzlePac's parameter files (<c>.cfg</c>): sections, <c>name = value</c> lines, comments, quoted strings.</summary>
internal static class ParameterFile
{
    /// <summary>What DrizzlePac's tasks call the files that they work on, which ours take as their first argument.</summary>
    private static readonly string[] Subjects = ["input", "data", "files", "imageList", "drzfile", "input_reg", "inimage"];

    /// <summary>Whether an entry names the files to work on.</summary>
    public static bool IsSubject(ParameterFileEntry entry) => Subjects.Contains(entry.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The entries in order. Names that start with an underscore steer DrizzlePac's editor and are left out.</summary>
    public static IReadOnlyList<ParameterFileEntry> Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ParameterException("the parameter file cannot be read", e)
            { File = path, Parameter = "configobj", Advice = "give the path of a .cfg file, or leave configobj out" };
        }
        var entries = new List<ParameterFileEntry>();
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[')
            {
                if (!line.Contains(']')) throw Bad(path, i, "a section line without closing bracket");
                continue;
            }
            int equals = line.IndexOf('=');
            if (equals <= 0) throw Bad(path, i, $"'{line}' is neither a section nor name = value");
            string name = line[..equals].Trim();
            if (name[0] != '_') entries.Add(new(name, Value(line[(equals + 1)..].Trim(), path, i), i + 1));
        }
        return entries;
    }

    private static string Value(string text, string path, int line)
    {
        if (text.Length > 0 && text[0] is '"' or '\'')
        {
            int end = text.IndexOf(text[0], 1);
            if (end < 0) throw Bad(path, line, "a string without closing quote");
            return text[1..end];
        }
        int comment = text.IndexOf('#');
        return (comment >= 0 ? text[..comment] : text).Trim();
    }

    private static ParameterException Bad(string path, int line, string what) =>
        new($"the parameter file has {what}") { File = path, Row = line + 1, Parameter = "configobj", Expected = "name = value, [section] or # comment" };
}
