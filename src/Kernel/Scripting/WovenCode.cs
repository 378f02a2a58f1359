using System.Text;
using Microsoft.CodeAnalysis;
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
        _insertions = [.. insertions.OrderBy(i => i.Position).ThenBy(i => i.Order)];
        var text = new StringBuilder();
        int from = 0;
        foreach (var (at, inserted, _) in _insertions)
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
        foreach (var (at, text, _) in _insertions)
        {
            if (at + added >= position) break;
            added += Math.Min(text.Length, position - (at + added));
        }
        return position - added;
    }

    /// <summary>Line and column (both 0-based) in the original of a position in the compiled text.</summary>
    public LinePosition ToOriginalLine(int position, SourceText original) =>
        original.Lines.GetLinePosition(Math.Clamp(ToOriginal(position), 0, original.Length));

    /// <summary>A piece that is put before a position of the original; of several at one place the one of the lower order comes first.</summary>
    internal readonly record struct Insertion(int Position, string Text, int Order = 0)
    {
        private const int Closing = -1_000_000_000;

        /// <summary>Opens something around a node: of nodes that begin together the outer one opens first.</summary>
        public static Insertion Before(SyntaxNode node, string text) => new(node.SpanStart, text, -node.Span.Length);

        /// <summary>Closes it: of nodes that end together the inner one closes first.</summary>
        public static Insertion Behind(SyntaxNode node, string text) => new(node.Span.End, text, Closing + node.Span.Length);

        /// <summary>Comes before a closing bracket, behind everything that closes there.</summary>
        public static Insertion At(SyntaxToken bracket, string text) => new(bracket.SpanStart, text, Closing / 2);
    }
}
