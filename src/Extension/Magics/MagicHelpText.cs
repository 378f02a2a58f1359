using System.Text;
using HstNotebooks.Formatting;
using HstNotebooks.Parameters;
using HstNotebooks.Tables;

namespace HstNotebooks.Magics;

/// <summary>Writes the help of a magic.</summary>
internal static class MagicHelpText
{
    private const int NameWidth = 26;

    public static string Write(Magic magic)
    {
        var text = new StringBuilder($"{magic.Name}: {magic.Description}\n\nusage: {magic.Name}");
        if (magic.Actions.Count > 0) return Actions(magic, text);
        foreach (var p in magic.Parameters.Where(p => p.IsPositional))
            text.Append(p.IsRequired ? $" {p.Name.ToUpperInvariant()}" : $" [{p.Name.ToUpperInvariant()}]");
        text.Append(" [--flag value ...]\n");
        foreach (var section in magic.Parameters.GroupBy(p => p.Section))
        {
            text.Append('\n');
            if (section.Key.Length > 0) text.Append(section.Key).Append('\n');
            foreach (var p in section) text.Append(Line(p));
        }
        if (magic.Examples.Count > 0) text.Append("\nexamples\n").AppendJoin("", magic.Examples.Select(e => $"  {magic.Name} {e}\n"));
        if (magic.Remark.Length > 0) text.Append('\n').Append(magic.Remark).Append('\n');
        return text.ToString();
    }

    private static string Actions(Magic group, StringBuilder text)
    {
        text.Append(" ACTION [arguments]\n\n");
        foreach (var (word, magic) in group.Actions) text.Append($"  {word}".PadRight(NameWidth)).Append(magic.Description).Append('\n');
        return text.Append($"\n{group.Name} ACTION --help   explains an action\n").ToString();
    }

    public static string Line(MagicParameter p)
    {
        string name = "  " + (p.IsPositional ? p.Name.ToUpperInvariant() : "--" + p.Name);
        string kind = p.Choices is { Count: > 0 } ? string.Join('|', p.Choices) : TypeWord(p.ValueType);
        string default_ = p.Default.Length > 0 ? $", default {p.Default}" : "";
        string head = name.Length < NameWidth ? name.PadRight(NameWidth) : name + "  ";
        return $"{head}{p.Help} ({kind}{default_})\n";
    }

    private static string TypeWord(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(bool) ? "yes/no" : plain == typeof(int) || plain == typeof(long) ? "integer"
            : plain == typeof(double) || plain == typeof(float) ? "number" : plain == typeof(string) ? "text"
            : plain == typeof(CatalogSource) ? "file or @csharp:table" : plain == typeof(AutoNumber) ? "number or auto" : plain == typeof(string[]) ? "words"
            : plain.IsEnum ? string.Join('|', Enum.GetNames(plain).Select(n => n.ToLowerInvariant())) : ValueText.TypeName(plain);
    }
}
