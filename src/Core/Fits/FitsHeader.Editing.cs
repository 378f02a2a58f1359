using HstNotebooks.Errors;

namespace HstNotebooks.Fits;

public sealed partial class FitsHeader
{
    /// <summary>Adds or replaces a card in place; a new card goes after <paramref name="after"/> where that is given and present, else to the end (before trailing HISTORY/COMMENT is not attempted).</summary>
    /// <remarks>
    /// A null comment keeps the one that is there. A card that already says the same is not touched. At the end, blank cards that
    /// pad the header are used up first. COMMENT, HISTORY and blank keywords append a card.
    /// </remarks>
    /// <exception cref="FitsException">The keyword or value cannot be written to a FITS header.</exception>
    public void Set(string keyword, object? value, string? comment = null, string? after = null)
    {
        string name = CardSyntax.Normalize(keyword);
        value = Canonical(name, value);
        if (!CardSyntax.IsCommentaryKeyword(name) && first.TryGetValue(name, out var entry) && !entry.Card.IsCommentary)
        {
            var old = entry.Card;
            if (!old.IsMalformed && Equals(old.Value, value) && (comment is null || comment == (old.Comment ?? ""))) return;
            entry.Replace(new FitsCard(name, value, comment ?? old.Comment));
            return;
        }
        Add(new FitsCard(name, value, comment), after);
    }

    /// <summary>Adds a card even where the keyword is there already (record-valued keywords, HISTORY): after the last card of <paramref name="after"/>, else at the end.</summary>
    /// <exception cref="FitsException">The card cannot be written to a FITS header.</exception>
    public void Add(FitsCard card, string? after = null)
    {
        var entry = NewEntry(card);
        if (after is not null)
        {
            string name = CardSyntax.Normalize(after);
            int at = first.ContainsKey(name) ? entries.FindLastIndex(e => e.Keyword == name) : -1;
            if (at >= 0) { InsertAt(at + 1, entry); return; }
        }
        int end = entries.Count;
        while (end > 0 && entries[end - 1].IsBlank) end--;
        if (end == entries.Count) { Append(entry); return; }
        int spare = Math.Min(entry.CardCount, entries.Count - end);
        entries.RemoveRange(end, spare);
        entries.Insert(end, entry);
        RebuildLookup();
    }

    /// <summary>Inserts a card before the first card of a keyword, or at the end where that is missing.</summary>
    /// <exception cref="FitsException">The card cannot be written to a FITS header.</exception>
    public void InsertBefore(string keyword, FitsCard card)
    {
        string name = CardSyntax.Normalize(keyword);
        if (!first.TryGetValue(name, out var entry)) { Add(card); return; }
        InsertAt(entries.IndexOf(entry), NewEntry(card));
    }

    /// <summary>Gives a keyword another name, keeping place, value and comment; false where it is missing.</summary>
    /// <exception cref="FitsException">The new name is no keyword, or it is taken.</exception>
    public bool Rename(string keyword, string newName)
    {
        string from = CardSyntax.Normalize(keyword), to = CardSyntax.Normalize(newName);
        if (!first.TryGetValue(from, out var entry)) return false;
        if (from == to) return true;
        if (first.ContainsKey(to)) throw new FitsException($"{from} cannot be renamed: there is a {to} already") { File = File, Hdu = HduLabel, Keyword = to };
        entries[entries.IndexOf(entry)] = NewEntry(entry.Card with { Keyword = to });
        RebuildLookup();
        return true;
    }

    /// <summary>Removes every card of a keyword; false where there was none.</summary>
    public bool Remove(string keyword)
    {
        string name = CardSyntax.Normalize(keyword);
        if (!first.Remove(name)) return false;
        entries.RemoveAll(e => e.Keyword == name);
        return true;
    }

    /// <summary>Removes every card whose keyword satisfies the condition and returns how many.</summary>
    public int RemoveWhere(Func<FitsCard, bool> condition)
    {
        int removed = entries.RemoveAll(e => condition(e.Card));
        if (removed > 0) RebuildLookup();
        return removed;
    }

    /// <summary>Removes all cards and lets their memory go.</summary>
    internal void Clear()
    {
        entries.Clear();
        entries.TrimExcess();
        first.Clear();
        first.TrimExcess();
    }

    /// <summary>Appends HISTORY cards, wrapped at 72 characters.</summary>
    public void AddHistory(string text) => AddText("HISTORY", text);
    /// <summary>Appends COMMENT cards, wrapped at 72 characters.</summary>
    public void AddComment(string text) => AddText("COMMENT", text);

    /// <summary>The cards that describe the layout of the data, in order, without comments.</summary>
    internal IReadOnlyList<FitsCard> StructuralCards() =>
        [.. entries.Where(e => FitsStructure.IsStructural(e.Keyword)).Select(e => new FitsCard(e.Keyword, e.Card.Value))];

    /// <summary>Appends the cards of another header that satisfy a condition, with their bytes as they are.</summary>
    internal void AppendCopies(FitsHeader other, Func<FitsCard, bool> condition)
    {
        foreach (var entry in other.entries)
            if (condition(entry.Card)) Append(entry.Copy());
    }

    /// <summary>Puts structural cards to the front, keeping comments that are there, and removes structural keywords that no longer hold.</summary>
    internal void ReplaceOpening(IReadOnlyList<FitsCard> cards, IReadOnlySet<string> wrong)
    {
        var opening = new List<Entry>(cards.Count);
        foreach (var card in cards)
        {
            var old = first.GetValueOrDefault(card.Keyword);
            opening.Add(old is not null && Equals(old.Card.Value, card.Value) ? old : NewEntry(card with { Comment = old?.Card.Comment ?? card.Comment }));
        }
        var names = cards.Select(c => c.Keyword).ToHashSet();
        entries.RemoveAll(e => names.Contains(e.Keyword) || wrong.Contains(e.Keyword));
        entries.InsertRange(0, opening);
        RebuildLookup();
    }

    private void AddText(string keyword, string text)
    {
        const int width = CardSyntax.CardLength - 8;
        foreach (string line in text.Split('\n'))
        {
            string rest = line.TrimEnd();
            do
            {
                int take = Math.Min(width, rest.Length);
                Add(new FitsCard(keyword, rest[..take]));
                rest = rest[take..];
            } while (rest.Length > 0);
        }
    }

    private void InsertAt(int index, Entry entry)
    {
        if (index == entries.Count) { Append(entry); return; }
        entries.Insert(index, entry);
        if (!first.TryAdd(entry.Keyword, entry)) first[entry.Keyword] = entries.Find(e => e.Keyword == entry.Keyword)!;
    }

    private static Entry NewEntry(FitsCard card)
    {
        string name = CardSyntax.Normalize(card.Keyword);
        var entry = new Entry(card with { Keyword = name, Value = Canonical(name, card.Value) });
        entry.Written();
        return entry;
    }
}
