using System.Reflection;
using System.Text.RegularExpressions;
using HstNotebooks.Magics;
using HstNotebooks.Parameters;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>
/// What to write instead of C# that does not compile: for those who know DrizzlePac's names and Python's ways, and for what C# allows in a program
/// and not in a cell.
/// </summary>
internal static partial class CompilerAdvice
{
    private static readonly Dictionary<string, string> Fixed = new(StringComparer.Ordinal)
    {
        ["CS1010"] = "C# writes text in double quotes",
        ["CS1011"] = "C# writes text in double quotes",
        ["CS1012"] = "C# writes text in double quotes",
        ["CS1109"] = "in a cell, write extension methods without the class around them",
        ["CS7021"] = "in a cell, leave the namespace out",
        ["CS8345"] = "variables of a cell live on, which a Span cannot: put the lines into braces or into a method",
        ["CS9054"] = "in a cell, leave the word 'file' out",
    };

    private static readonly Lazy<IReadOnlyList<Type>> Own = new(() => [.. ScriptEnvironment.OwnAssemblies.SelectMany(a => a.GetExportedTypes())]);

    /// <summary>One sentence, or null where there is nothing to say.</summary>
    /// <param name="id">The compiler's number.</param>
    /// <param name="message">Its message.</param>
    /// <param name="line">The line of the cell.</param>
    public static string? For(string id, string message, string line)
    {
        if (PythonImport().IsMatch(line)) return "a cell is C#, and nothing has to be imported: TweakReg, AstroDrizzle and everything else are there";
        if (line.TrimStart().StartsWith('%')) return "magics begin with #! here; #!help lists them";
        if (line.TrimStart().StartsWith('!')) return "a cell runs C#, no shell; magics begin with #!, and #!help lists them";
        if (Fixed.TryGetValue(id, out string? advice)) return advice;
        string[] quoted = [.. Quoted().Matches(message).Select(match => match.Groups[1].Value)];
        return (id, quoted) switch
        {
            ("CS0103", [var name, ..]) => Task(name),
            ("CS0117", [var owner, var member, ..]) => Property(owner, member),
            ("CS1739", [_, var name]) when CalledTask().Match(line) is { Success: true } call && Property(call.Groups[1].Value + "Options", name) is { } property => "parameters are properties of the options, the last argument: new() { ... }; " + property,
            ("CS0029" or "CS0266", ["string", var type]) => Words(type),
            _ => null,
        };
    }

    private static Type? Find(string name) => Own.Value.FirstOrDefault(type => type.Name == name || type.FullName == name);

    // A name of Python: tweakreg, astrodrizzle, drizzlepac.
    private static string? Task(string name)
    {
        string plain = name.Replace("_", "", StringComparison.Ordinal);
        var type = Own.Value.FirstOrDefault(t => t.IsAbstract && t.IsSealed && t.Name.Equals(plain, StringComparison.OrdinalIgnoreCase) && t.GetMember("Run").Length > 0);
        string? magic = MagicCatalog.Find(name) is { } found ? "#!" + found.Name : null;
        return (type, magic) switch
        {
            (null, null) => null,
            (null, _) => $"did you mean {magic}?",
            (_, null) => $"did you mean {type.Name}.Run(...)?",
            _ => $"did you mean {type.Name}.Run(...), or {magic}?",
        };
    }

    private static string? Property(string owner, string member)
    {
        if (Find(owner) is not { } type || !type.GetProperties().Any(p => p.IsDefined(typeof(ParameterAttribute)))) return null;
        if (member.Contains("imagefind", StringComparison.OrdinalIgnoreCase)) return $"did you mean {(member.StartsWith("ref", StringComparison.OrdinalIgnoreCase) ? "RefSourceFinding" : "SourceFinding")} = new() {{ ... }}?";
        if (ParameterSet.PropertyMeantBy(type, member) is not { } path) return $"new {type.Name}() as the last line of a cell lists the parameters";
        int dot = path.LastIndexOf('.');
        return dot < 0 ? $"did you mean {path}?" : $"did you mean {path[..dot]} = new() {{ {path[(dot + 1)..]} = ... }}?";
    }

    // A word in quotes where C# has a value of its own.
    private static string? Words(string typeName) => Find(typeName.TrimEnd('?')) is not { } type ? null
        : type.IsEnum ? "write one of " + string.Join(", ", Enum.GetNames(type).Select(name => $"{type.Name}.{name}"))
        : type == typeof(AutoNumber) ? $"write a number, or {nameof(AutoNumber)}.{nameof(AutoNumber.Auto)}" : null;

    [GeneratedRegex(@"^\s*(import\s+\w|from\s+[\w.]+\s+import\b)", RegexOptions.CultureInvariant)]
    private static partial Regex PythonImport();

    [GeneratedRegex("'([^']*)'", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(\w+)\.Run(?:Async)?\(", RegexOptions.CultureInvariant)]
    private static partial Regex CalledTask();
}
