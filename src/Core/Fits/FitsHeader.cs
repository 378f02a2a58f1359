namespace HstNotebooks.Fits;

/// <summary>The header of an HDU: an ordered list of cards (FITS standard 4.0, section 4).</summary>
public sealed class FitsHeader
{
    /// <summary>All cards in order, without END.</summary>
    public IReadOnlyList<FitsCard> Cards => throw new NotImplementedException();
    /// <summary>Reads the cards from the bytes of header blocks, up to END.</summary>
    public static FitsHeader Parse(ReadOnlySpan<byte> blocks, string? file = null) => throw new NotImplementedException();
    /// <summary>Reads the cards from text with one card per line, as <c>*.hdr</c> files hold them.</summary>
    public static FitsHeader ParseText(string text, string? file = null) => throw new NotImplementedException();
    /// <summary>Whether a keyword is present. Keywords are compared without case.</summary>
    public bool Contains(string keyword) => throw new NotImplementedException();
    /// <summary>The value of a keyword (null where undefined). Reading a missing keyword throws; setting adds or replaces it, the comment is kept.</summary>
    public object? this[string keyword] { get => throw new NotImplementedException(); set => throw new NotImplementedException(); }
    /// <summary>A string value, trailing blanks removed; throws a <see cref="Errors.FitsException"/> naming the keyword where it is missing or of another type.</summary>
    public string GetString(string keyword) => throw new NotImplementedException();
    /// <summary>A number as double.</summary>
    public double GetDouble(string keyword) => throw new NotImplementedException();
    /// <summary>An integer.</summary>
    public int GetInt(string keyword) => throw new NotImplementedException();
    /// <summary>A logical value.</summary>
    public bool GetBool(string keyword) => throw new NotImplementedException();
    /// <summary>A string value, or null where the keyword is missing, undefined or of another type.</summary>
    public string? FindString(string keyword) => throw new NotImplementedException();
    /// <summary>A number, or null where the keyword is missing, undefined or no number.</summary>
    public double? FindDouble(string keyword) => throw new NotImplementedException();
    /// <summary>An integer, or null where the keyword is missing, undefined or no integer.</summary>
    public int? FindInt(string keyword) => throw new NotImplementedException();
    /// <summary>A logical value, or null.</summary>
    public bool? FindBool(string keyword) => throw new NotImplementedException();
    /// <summary>Adds or replaces a card in place; a new card goes after <paramref name="after"/> where that is given and present, else to the end (before trailing HISTORY/COMMENT is not attempted).</summary>
    public void Set(string keyword, object? value, string? comment = null, string? after = null) => throw new NotImplementedException();
    /// <summary>Removes every card of a keyword; false where there was none.</summary>
    public bool Remove(string keyword) => throw new NotImplementedException();
    /// <summary>Removes every card whose keyword satisfies the condition and returns how many.</summary>
    public int RemoveWhere(Func<FitsCard, bool> condition) => throw new NotImplementedException();
    /// <summary>Appends HISTORY cards, wrapped at 72 characters.</summary>
    public void AddHistory(string text) => throw new NotImplementedException();
    /// <summary>Appends COMMENT cards, wrapped at 72 characters.</summary>
    public void AddComment(string text) => throw new NotImplementedException();
    /// <summary>A copy with its own list of cards.</summary>
    public FitsHeader Clone() => throw new NotImplementedException();
}
