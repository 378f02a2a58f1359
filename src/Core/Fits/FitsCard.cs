namespace HstNotebooks.Fits;

/// <summary>One header card: keyword, value and comment.</summary>
/// <param name="Keyword">The keyword in upper case; empty for a blank card. HIERARCH names keep their blanks and dots.</param>
/// <param name="Value"><see cref="bool"/>, <see cref="long"/>, <see cref="double"/>, <see cref="string"/> or <see cref="System.Numerics.Complex"/>; null for an undefined value. The text of COMMENT, HISTORY and blank cards.</param>
/// <param name="Comment">The text behind the slash, or null.</param>
public sealed record FitsCard(string Keyword, object? Value, string? Comment = null)
{
    /// <summary>Whether the value field in the file is not in FITS form; <see cref="Value"/> is then its text. Typed access to such a card throws.</summary>
    public bool IsMalformed { get; init; }

    /// <summary>Whether the card carries text without a value: COMMENT, HISTORY, a blank keyword, or any card without <c>=</c> in column 9.</summary>
    public bool IsCommentary { get; init; } = CardSyntax.IsCommentaryKeyword(Keyword);

    /// <summary>The card as it is written: one line of 80 characters, or several for long strings.</summary>
    public override string ToString() => CardWriter.Format(this).TrimEnd();
}
