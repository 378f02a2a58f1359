using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>
/// The user's code with small pieces of ours inserted. No line break is added, so line numbers stay; <see cref="ToOriginal"/> gives
/// the position in the user's text back.
/// </summary>
internal sealed class WovenCode
{
    private readonly IReadOnlyList<Insertion> _insertions;

    /// <summary>Puts the pieces into the text.</summary>
    public WovenCode(string code, IEnumerable<Insertion> insertions)
    {
        // Stable order: of several pieces at one place, closing braces of inner loops were found last and belong first.
        _insertions = [.. insertions.Select((insertion, index) => (insertion, index))
            .OrderBy(i => i.insertion.Position).ThenBy(i => i.insertion.Text == "}" ? -i.index : i.index)
            .Select(i => i.insertion)];
        var text = new StringBuilder();
        int from = 0;
        foreach (var (at, inserted) in _insertions)
        {
            text.Append(code, from, at - from).Append(inserted);
            from = at;
        }
        Text = text.Append(code, from, code.Length - from).ToString();
    }

    /// <summary>The text that is compiled.</summary>
    public string Text { get; }

    /// <summary>A position of the compiled text as a position of the original.</summary>
    public int ToOriginal(int position)
    {
        int added = 0;
        foreach (var (at, text) in _insertions)
        {
            if (at + added >= position) break;
            added += Math.Min(text.Length, position - (at + added));
        }
        return position - added;
    }

    /// <summary>Line and column (both 0-based) in the original of a position in the compiled text.</summary>
    public LinePosition ToOriginalLine(int position, SourceText original) =>
        original.Lines.GetLinePosition(Math.Clamp(ToOriginal(position), 0, original.Length));

    /// <summary>A piece that is put before a position of the original.</summary>
    internal readonly record struct Insertion(int Position, string Text);
}
