using System.Text;
using System.Text.RegularExpressions;
using HstNotebooks.Errors;

namespace HstNotebooks.Exposures;

/// <summary>Resolves the <c>input</c> parameter of the tasks.</summary>
public static partial class InputFiles
{
    /// <summary>
    /// Files named by a path, a wildcard (<c>*</c>, <c>?</c>, <c>[abc]</c>, <c>[!abc]</c>; sorted by name), a comma list of those, or <c>@list</c> (one per
    /// line, first column; # comments). An association table (<c>*_asn.fits</c>) stands for its members. Relative paths are taken from the working directory. A file that is named twice is
    /// given once, at its first place.
    /// </summary>
    /// <exception cref="InputException">Nothing matches, or a named file does not exist.</exception>
    public static IReadOnlyList<string> Resolve(string input)
    {
        var files = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (string part in CommaOutsideBrackets().Split(input).Select(part => part.Trim()).Where(part => part.Length > 0))
        {
            foreach (string file in (part.StartsWith('@') ? FromList(part[1..]) : FromName(part)).SelectMany(WithMembers))
                if (known.Add(Path.GetFullPath(file))) files.Add(file);
        }
        return files.Count > 0 ? files : throw new InputException("no input file is named")
        { Parameter = "input", Expected = "a file, a wildcard such as '*_flc.fits', a comma list, or @list" };
    }

    private static IReadOnlyList<string> WithMembers(string file) => Association.IsNamedLikeOne(file) ? Association.Read(file).Members : [file];

    private static IReadOnlyList<string> FromName(string name)
    {
        if (File.Exists(name)) return [name];
        if (WithExtension().Match(name) is { Success: true } match)
            throw new InputException("an extension was named where files are taken") { File = name, Expected = "names without brackets behind .fits", Advice = $"name {match.Groups["file"].Value}" };
        if (name.AsSpan().IndexOfAny('*', '?', '[') >= 0) return Matches(name);
        InputException.ThrowIfMissing(name);
        return [name];
    }

    private static List<string> Matches(string wildcard)
    {
        var found = new List<string>();
        string root = Path.GetPathRoot(wildcard) ?? "";
        Descend(root, wildcard[root.Length..].Split(['/', Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries), 0);
        found.Sort(StringComparer.Ordinal);
        return found.Count > 0 ? found : throw new InputException("no file matches the pattern") { File = wildcard, Advice = InWorkingDirectory() };

        void Descend(string folder, string[] steps, int at)
        {
            string here = folder.Length == 0 ? "." : folder;
            bool last = at == steps.Length - 1;
            if (steps[at].AsSpan().IndexOfAny('*', '?', '[') < 0)
            {
                string next = Path.Combine(folder, steps[at]);
                if (last && File.Exists(next)) found.Add(next);
                else if (!last && Directory.Exists(next)) Descend(next, steps, at + 1);
                return;
            }
            var pattern = Expression(steps[at]);
            foreach (string entry in last ? Directory.EnumerateFiles(here) : Directory.EnumerateDirectories(here))
            {
                string name = Path.GetFileName(entry);
                if (name.StartsWith('.') && !steps[at].StartsWith('.')) continue;
                if (!pattern.IsMatch(name)) continue;
                if (last) found.Add(Path.Combine(folder, name));
                else Descend(Path.Combine(folder, name), steps, at + 1);
            }
        }
    }

    /// <summary>A wildcard as a regular expression; the rules are those of shells and of Python's glob.</summary>
    private static Regex Expression(string wildcard)
    {
        var text = new StringBuilder("^");
        for (int i = 0; i < wildcard.Length; i++)
        {
            int close = wildcard[i] == '[' ? wildcard.IndexOf(']', Math.Min(wildcard.Length, i + 2)) : -1;
            if (close > 0)
            {
                bool not = wildcard[i + 1] == '!';
                string set = wildcard[(not ? i + 2 : i + 1)..close].Replace("\\", "\\\\").Replace("[", "\\[").Replace("]", "\\]").Replace("^", "\\^");
                text.Append(not ? "[^" : "[").Append(set).Append(']');
                i = close;
            }
            else
            {
                text.Append(wildcard[i] switch { '*' => ".*", '?' => ".", var c => Regex.Escape(c.ToString()) });
            }
        }
        try
        {
            return new Regex(text.Append('$').ToString(), RegexOptions.CultureInvariant | RegexOptions.Singleline | RegexOptions.NonBacktracking);
        }
        catch (ArgumentException e)
        {
            throw new InputException("the pattern cannot be read", e) { File = wildcard, Parameter = "input", Expected = "ranges in order, as [a-z]" };
        }
    }

    private static List<string> FromList(string listFile)
    {
        InputException.ThrowIfMissing(listFile, "input", "list file");
        var files = new List<string>();
        string[] lines = File.ReadAllLines(listFile);
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Split('#')[0].Trim();
            if (line.Length == 0) continue;
            string name = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0];
            if (!File.Exists(name)) throw new InputException($"there is no file '{name}'") { File = listFile, Row = i + 1, Advice = InWorkingDirectory() };
            files.Add(name);
        }
        return files.Count > 0 ? files : throw new InputException("the list names no file") { File = listFile };
    }

    /// <summary>The commas of a list; those in brackets belong to a name, as in <c>a.fits[sci,1]</c>.</summary>
    [GeneratedRegex(@",(?![^\[\]]*\])")]
    internal static partial Regex CommaOutsideBrackets();

    [GeneratedRegex(@"^(?<file>.+\.fits(\.gz)?)\[[^\[\]]*\]$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WithExtension();

    private static string InWorkingDirectory() => "check the name and the working directory, " + Directory.GetCurrentDirectory();
}
