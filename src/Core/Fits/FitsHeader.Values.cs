using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Fits;

public sealed partial class FitsHeader
{
    /// <summary>The value of a keyword (null where undefined). Reading a missing keyword throws; setting adds or replaces it, the comment is kept.</summary>
    /// <exception cref="FitsException">The keyword is missing, or its value is not in FITS form.</exception>
    public object? this[string keyword]
    {
        get => Require(keyword).Value;
        set => Set(keyword, value);
    }

    /// <summary>A string value, trailing blanks removed; throws a <see cref="FitsException"/> naming the keyword where it is missing or of another type.</summary>
    public string GetString(string keyword) => Require(keyword) is { Value: string text } ? text : throw WrongType(keyword, "a string");
    /// <summary>A number as double.</summary>
    /// <exception cref="FitsException">The keyword is missing or no number.</exception>
    public double GetDouble(string keyword) => AsDouble(Require(keyword)) ?? throw WrongType(keyword, "a number");
    /// <summary>An integer.</summary>
    /// <exception cref="FitsException">The keyword is missing or no integer of 32 bits.</exception>
    public int GetInt(string keyword) => AsInt(Require(keyword)) ?? throw WrongType(keyword, "an integer");
    /// <summary>A logical value.</summary>
    /// <exception cref="FitsException">The keyword is missing or not T or F.</exception>
    public bool GetBool(string keyword) => Require(keyword) is { Value: bool logical } ? logical : throw WrongType(keyword, "T or F");
    /// <summary>A string value, or null where the keyword is missing, undefined or of another type.</summary>
    public string? FindString(string keyword) => FindCard(keyword) is { IsMalformed: false, Value: string text } ? text : null;
    /// <summary>A number, or null where the keyword is missing, undefined or no number.</summary>
    public double? FindDouble(string keyword) => AsDouble(FindCard(keyword));
    /// <summary>An integer, or null where the keyword is missing, undefined or no integer.</summary>
    public int? FindInt(string keyword) => AsInt(FindCard(keyword));
    /// <summary>A logical value, or null.</summary>
    public bool? FindBool(string keyword) => FindCard(keyword)?.Value as bool?;

    /// <summary>
    /// A field of a record-valued keyword, for example <c>FindRecord("DP1", "NAXES")</c> for the card <c>DP1 = 'NAXES: 2'</c>
    /// (FITS distortion paper IV, section 2.1.1); null where there is none. Also reads <c>DP1.NAXES = 2</c>.
    /// </summary>
    public double? FindRecord(string keyword, string field)
    {
        foreach (var card in AllCards(keyword))
        {
            if (card.Value is not string text) continue;
            int colon = text.IndexOf(':');
            if (colon > 0 && text.AsSpan(0, colon).Trim().Equals(field, StringComparison.OrdinalIgnoreCase)
                && double.TryParse(text.AsSpan(colon + 1).Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double value))
                return value;
        }
        return FindDouble(keyword + "." + field);
    }

    private FitsCard Require(string keyword)
    {
        var card = FindCard(keyword) ?? throw new FitsException($"the header has no keyword {CardSyntax.Normalize(keyword)}")
        { File = File, Hdu = HduLabel, Keyword = CardSyntax.Normalize(keyword) };
        return !card.IsMalformed ? card
            : throw new FitsException($"the value of {card.Keyword} is not in FITS form: {card.Value}")
            { File = File, Hdu = HduLabel, Keyword = card.Keyword, Expected = "a quoted string, a number, T or F" };
    }

    private FitsException WrongType(string keyword, string expected)
    {
        var card = FindCard(keyword)!;
        string found = card.Value switch { null => "undefined", string s => $"the string '{s}'", bool b => b ? "T" : "F", _ => Convert.ToString(card.Value, CultureInfo.InvariantCulture)! };
        return new FitsException($"{card.Keyword} is {found}, not {expected}")
        { File = File, Hdu = HduLabel, Keyword = card.Keyword, Expected = expected };
    }

    private static double? AsDouble(FitsCard? card) => card?.Value switch { double real => real, long integer => integer, _ => null };

    private static int? AsInt(FitsCard? card) => card?.Value switch
    {
        long integer when integer is >= int.MinValue and <= int.MaxValue => (int)integer,
        double real when real == Math.Floor(real) && Math.Abs(real) <= int.MaxValue => (int)real,
        _ => null,
    };
}
