using HstNotebooks.Kernel.Cells;

namespace HstNotebooks.Kernel.Assistance;

/// <summary>Answers what could stand at the cursor of a cell, and what the word under it means.</summary>
internal sealed class CellAssistant(NotebookSession session)
{
    /// <summary>What could stand at a position (UTF-16) of a cell.</summary>
    public CompletionList Complete(string cell, int position)
    {
        position = Math.Clamp(position, 0, cell.Length);
        var (line, start) = LineAt(cell, position);
        if (MagicAssistance.IsMagic(line)) return MagicAssistance.Complete(line, start, position);
        if (FileNames.InDirective(line, position - start) is { } typed) return FileNames.Complete(typed, position);
        return CSharpCompletion.Complete(session.CSharp, OnlyCSharp(cell), position);
    }

    /// <summary>What the word at a position means, as plain text; null where nothing is known about it.</summary>
    public string? Inspect(string cell, int position)
    {
        position = Math.Clamp(position, 0, cell.Length);
        var (line, start) = LineAt(cell, position);
        return MagicAssistance.IsMagic(line) ? MagicAssistance.Explain(line, position - start) : CSharpInspection.Explain(session.CSharp, OnlyCSharp(cell), position);
    }

    private static (string Line, int Start) LineAt(string cell, int position)
    {
        int start = position == 0 ? 0 : cell.LastIndexOf('\n', position - 1) + 1;
        int end = cell.IndexOf('\n', position);
        return (cell[start..(end < 0 ? cell.Length : end)], start);
    }

    // Magic lines become blanks, so that positions stay.
    private static string OnlyCSharp(string cell) => string.Join('\n', cell.Split('\n').Select(line =>
        MagicAssistance.IsMagic(line) || FileNames.InDirective(line, line.Length) is not null || line.TrimStart().StartsWith("#r ", StringComparison.Ordinal)
            ? new string(' ', line.Length) : line));
}
