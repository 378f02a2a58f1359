using System.Text;
using HstNotebooks.Errors;

namespace HstNotebooks.Fits;

public sealed partial class FitsHeader
{
    /// <summary>Reads the cards from the bytes of header blocks, up to END.</summary>
    /// <exception cref="FitsException">There is no END card, or a keyword holds bytes that are no text.</exception>
    public static FitsHeader Parse(ReadOnlySpan<byte> blocks, string? file = null)
    {
        var header = new FitsHeader { File = file };
        int at = 0;
        while (header.ParseCard(blocks, ref at)) { }
        return header;
    }

    /// <summary>Reads the cards from text with one card per line, as <c>*.hdr</c> files hold them; text without line ends is read in cards of 80 characters. END is not needed.</summary>
    /// <exception cref="FitsException">A line is longer than a card.</exception>
    public static FitsHeader ParseText(string text, string? file = null)
    {
        var header = new FitsHeader { File = file };
        if (!text.AsSpan().TrimEnd().Contains('\n'))
        {
            for (int at = 0; at < text.Length; at += CardSyntax.CardLength)
                if (!header.AddImage(text.Substring(at, Math.Min(CardSyntax.CardLength, text.Length - at)).TrimEnd('\n', '\r', '\0'))) break;
            return header;
        }
        int number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsEmpty) continue;
            if (line.TrimEnd().Length > CardSyntax.CardLength)
                throw new FitsException($"line {number} has {line.TrimEnd().Length} characters, a header card has 80")
                { File = file, Row = number, Expected = "one header card of at most 80 characters on each line" };
            if (!header.AddImage(line.Length > CardSyntax.CardLength ? line[..CardSyntax.CardLength].ToString() : line.ToString())) break;
        }
        return header;
    }

    /// <summary>The header as text, one card of 80 characters per line, END last.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var entry in entries)
        {
            string image = entry.Written();
            for (int at = 0; at < image.Length; at += CardSyntax.CardLength) text.Append(image, at, CardSyntax.CardLength).Append('\n');
        }
        return text.Append("END".PadRight(CardSyntax.CardLength)).Append('\n').ToString();
    }

    /// <summary>The header as blocks of 2880 bytes, with END and padding.</summary>
    internal byte[] ToBytes()
    {
        var bytes = new byte[Blocks(CardCount) * CardSyntax.BlockLength];
        bytes.AsSpan().Fill((byte)' ');
        int at = 0;
        foreach (var entry in entries) at += Encoding.Latin1.GetBytes(entry.Written(), bytes.AsSpan(at));
        "END"u8.CopyTo(bytes.AsSpan(at));
        return bytes;
    }

    /// <summary>Adds blank cards until the header takes at least a number of blocks.</summary>
    internal void FillUp(int blocks)
    {
        int cards = CardCount;
        if (Blocks(cards) >= blocks) return;
        string blank = new(' ', CardSyntax.CardLength);
        for (int i = (blocks - 1) * CardsPerBlock + 1 - cards; i > 0; i--) Append(new Entry("", blank));
    }

    private const int CardsPerBlock = CardSyntax.BlockLength / CardSyntax.CardLength;

    private static int Blocks(int cards) => (cards + CardsPerBlock - 1) / CardsPerBlock;

    /// <summary>Reads one card (with its CONTINUE cards) at a place and moves on; false after END.</summary>
    internal bool ParseCard(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (bytes.Length - at < CardSyntax.CardLength)
            throw new FitsException($"the header has no END card in its {bytes.Length} bytes")
            { File = File, Hdu = HduLabel, Advice = "the file is truncated or damaged; fetch it again" };
        var card = bytes.Slice(at, CardSyntax.CardLength);
        int strange = card[..8].IndexOfAnyExceptInRange((byte)' ', (byte)0xFF);
        if (strange >= 0)
            throw new FitsException($"header card {at / CardSyntax.CardLength + 1} is no text: byte {card[strange]} in its keyword")
            { File = File, Hdu = HduLabel, Expected = "a header of 80-character cards that ends with END", Advice = "the file is damaged; fetch it again" };
        at += CardSyntax.CardLength;
        return AddImage(Encoding.Latin1.GetString(card));
    }

    /// <summary>Characters of cards that one long string may take; CONTINUE cards beyond are kept as they are.</summary>
    private const int MaximumLongString = 100_000;

    /// <summary>Adds a card as read; false for END.</summary>
    private bool AddImage(string image)
    {
        image = image.PadRight(CardSyntax.CardLength);
        if (image.StartsWith("END", StringComparison.Ordinal) && image.AsSpan(3).Trim().IsEmpty) return false;
        if (image.StartsWith("CONTINUE", StringComparison.Ordinal) && entries.Count > 0 && entries[^1].Written() is { Length: < MaximumLongString } open
            && CardReader.AsksForMore(open.Length == CardSyntax.CardLength ? open : open[^CardSyntax.CardLength..]))
        {
            var joined = new Entry(entries[^1].Keyword, open + image);
            if (first[joined.Keyword] == entries[^1]) first[joined.Keyword] = joined;
            entries[^1] = joined;
            return true;
        }
        Append(new Entry(CardReader.Keyword(image), image));
        return true;
    }
}
