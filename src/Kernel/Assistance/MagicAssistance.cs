using HstNotebooks.Kernel.Cells;
using HstNotebooks.Magics;

namespace HstNotebooks.Kernel.Assistance;

/// <summary>Completes magic lines: names, flags, their words, and files.</summary>
internal static class MagicAssistance
{
    /// <summary>Whether a line is a magic.</summary>
    public static bool IsMagic(string line) => line.TrimStart().StartsWith("#!", StringComparison.Ordinal);

    /// <summary>What could stand at a position of a magic line that starts at <paramref name="lineStart"/>.</summary>
    public static CompletionList Complete(string line, int lineStart, int position)
    {
        string before = line[..(position - lineStart)];
        int wordAt = WordStart(before);
        string word = before[wordAt..];
        int start = lineStart + wordAt;
        if (before.TrimStart().IndexOfAny([' ', '\t']) < 0)
        {
            var names = MagicCatalog.All.Select(magic => magic.Name).Concat(KernelMagics.All.Select(own => own.Name));
            return CompletionList.Matching(names.Select(name => new CompletionItem("#!" + name, "magic")), word, start, position);
        }
        string magicName = before.TrimStart()[2..].Split(' ', '\t')[0];
        if (magicName.Equals("help", StringComparison.OrdinalIgnoreCase))
            return CompletionList.Matching(MagicCatalog.All.Select(magic => new CompletionItem(magic.Name, "magic")), word, start, position);
        var magic = MagicCatalog.Find(magicName);
        if (magic is null) return KernelMagics.Find(magicName) is null ? CompletionList.Nothing(position) : FileNames.Complete(word.TrimStart('"', '\''), position);
        string[] words = before[..wordAt].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (magic.Actions.Count > 0)
        {
            if (words.Length < 2) return CompletionList.Matching(magic.Actions.Select(action => new CompletionItem(action.Key, "value")), word, start, position);
            magic = magic.Action(words[1]);
        }
        if (word.StartsWith('-'))
            return CompletionList.Matching(magic.Parameters.Where(p => !p.IsPositional).Select(p => new CompletionItem("--" + p.Name, "param")).Append(new("--help", "param")), word, start, position);
        if (words[^1].StartsWith("--", StringComparison.Ordinal) && magic.Parameters.FirstOrDefault(p => p.Name == words[^1][2..]) is { } flag)
        {
            if (flag.Choices is { Count: > 0 } choices) return CompletionList.Matching(choices.Select(choice => new CompletionItem(choice, "value")), word, start, position);
            if ((Nullable.GetUnderlyingType(flag.ValueType) ?? flag.ValueType) == typeof(bool))
                return CompletionList.Matching([new("true", "value"), new("false", "value")], word, start, position);
        }
        return FileNames.Complete(word.TrimStart('"', '\''), position);
    }

    /// <summary>The help of the magic of a line, above it that of the flag at a position of the line; null where there is no such magic.</summary>
    public static string? Explain(string line, int position)
    {
        string[] words = line.TrimStart()[2..].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        string name = words.FirstOrDefault("");
        if (MagicCatalog.Find(name)?.Action(words.ElementAtOrDefault(1)) is { } magic)
        {
            int from = WordStart(line[..position]), to = line.IndexOfAny([' ', '\t', '='], from);
            string flag = line[from..(to < 0 ? line.Length : to)];
            var meant = flag.StartsWith("--", StringComparison.Ordinal) ? magic.Parameters.FirstOrDefault(p => p.Name == flag[2..]) : null;
            return (meant is null ? "" : MagicCatalog.Help(meant) + "\n") + MagicCatalog.Help(magic);
        }
        return KernelMagics.Find(name) is { } own ? $"#!{own.Name} {own.Usage}\n{own.Description}" : null;
    }

    private static int WordStart(string before)
    {
        int at = before.Length;
        while (at > 0 && !char.IsWhiteSpace(before[at - 1])) at--;
        return at;
    }
}
