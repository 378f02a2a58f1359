using System.Collections;
using System.Globalization;
using System.Numerics;
using HstNotebooks.Errors;

namespace HstNotebooks.Fits;

/// <summary>The header of an HDU: an ordered list of cards (FITS standard 4.0, section 4).</summary>
/// <remarks>
/// A card that is not edited keeps its 80 bytes exactly as read. Looking up a keyword costs the same however long the header is.
/// Reading by several threads is safe; editing while others read is not.
/// </remarks>
public sealed partial class FitsHeader
{
    private readonly List<Entry> entries = [];
    /// <summary>The first card of every keyword.</summary>
    private readonly Dictionary<string, Entry> first = new(StringComparer.Ordinal);

    /// <summary>An empty header.</summary>
    public FitsHeader() => Cards = new CardList(this);

    /// <summary>All cards in order, without END. A long string with its CONTINUE cards is one card.</summary>
    public IReadOnlyList<FitsCard> Cards { get; }

    /// <summary>The file it was read from, for messages; null where there is none.</summary>
    internal string? File { get; set; }
    /// <summary>The HDU it belongs to, for messages.</summary>
    internal string? HduLabel { get; set; }

    /// <summary>Whether a keyword is present. Keywords are compared without case.</summary>
    public bool Contains(string keyword) => first.ContainsKey(CardSyntax.Normalize(keyword));

    /// <summary>The first card of a keyword, or null.</summary>
    public FitsCard? FindCard(string keyword) => first.GetValueOrDefault(CardSyntax.Normalize(keyword))?.Card;

    /// <summary>All cards of a keyword in order: HISTORY, COMMENT, or record-valued keywords such as <c>DP1</c>.</summary>
    public IEnumerable<FitsCard> AllCards(string keyword)
    {
        string name = CardSyntax.Normalize(keyword);
        return first.ContainsKey(name) ? entries.Where(e => e.Keyword == name).Select(e => e.Card) : [];
    }

    /// <summary>A copy with its own list of cards.</summary>
    public FitsHeader Clone()
    {
        var copy = new FitsHeader { File = File, HduLabel = HduLabel };
        copy.entries.Capacity = entries.Count;
        foreach (var entry in entries) copy.Append(entry.Copy());
        return copy;
    }

    /// <summary>How many cards of 80 characters it takes, END included.</summary>
    internal int CardCount => entries.Sum(e => e.CardCount) + 1;

    private void Append(Entry entry)
    {
        entries.Add(entry);
        first.TryAdd(entry.Keyword, entry);
    }

    private void RebuildLookup()
    {
        first.Clear();
        foreach (var entry in entries) first.TryAdd(entry.Keyword, entry);
    }

    /// <summary>A value in one of the types that a card holds.</summary>
    private static object? Canonical(string keyword, object? value) => value switch
    {
        null or bool or long or double or string or Complex => value,
        int or short or sbyte or byte or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ulong u when u <= long.MaxValue => (long)u,
        float f => double.Parse(f.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
        decimal m => (double)m,
        Enum e => e.ToString(),
        char c => c.ToString(),
        _ => throw new FitsException($"a FITS header cannot hold a {value.GetType().Name} (keyword {keyword})")
        { Keyword = keyword, Expected = "a logical, an integer, a real, a complex number or a string" },
    };

    /// <summary>A card with its image as read (null once edited); the value is parsed when first asked for.</summary>
    private sealed class Entry
    {
        private FitsCard? card;

        public Entry(string keyword, string image) { Keyword = keyword; Image = image; }
        public Entry(FitsCard card) { Keyword = card.Keyword; this.card = card; }

        public string Keyword { get; }
        public string? Image { get; private set; }
        public FitsCard Card => card ??= CardReader.Read(Image!);
        public int CardCount => (Image ??= CardWriter.Format(Card)).Length / CardSyntax.CardLength;
        public bool IsBlank => Keyword.Length == 0 && Card.Value is null or "";

        public string Written() => Image ??= CardWriter.Format(Card);
        public void Replace(FitsCard other) { card = other; Image = CardWriter.Format(other); }
        public Entry Copy() => Image is null ? new Entry(Card) : new Entry(Keyword, Image) { card = card };
    }

    private sealed class CardList(FitsHeader header) : IReadOnlyList<FitsCard>
    {
        public FitsCard this[int index] => header.entries[index].Card;
        public int Count => header.entries.Count;
        public IEnumerator<FitsCard> GetEnumerator() => header.entries.Select(e => e.Card).GetEnumerator();
        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
