using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace HstNotebooks.Archives;

/// <summary>
/// What a column may be in a MAST query: one or several words (one of them with <c>*</c> for any text), or a range of numbers or dates.
/// Words, numbers, arrays and pairs convert to it by themselves. Immutable.
/// </summary>
[CollectionBuilder(typeof(MastValue), nameof(Create))]
public sealed class MastValue : IEnumerable<string>
{
    private MastValue(IReadOnlyList<string> words, (double Min, double Max)? range, (DateTime Min, DateTime Max)? dates)
    {
        Words = words;
        Range = range;
        Dates = dates;
    }

    /// <summary>The accepted words; empty for a range.</summary>
    public IReadOnlyList<string> Words { get; }

    /// <summary>The accepted range of numbers, both ends included; null where words or dates are given.</summary>
    public (double Min, double Max)? Range { get; }

    /// <summary>The accepted range of dates (UTC); null where words or numbers are given. Asked as MJD.</summary>
    public (DateTime Min, DateTime Max)? Dates { get; }

    /// <summary>Several accepted words, also written <c>["FLC", "FLT"]</c>.</summary>
    public static MastValue Create(ReadOnlySpan<string> words) => new(words.ToArray(), null, null);

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => Words.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One accepted word, also with <c>*</c>. For a column of numbers <c>10..500</c> and <c>2019-01-01..2019-12-31</c> are ranges.</summary>
    public static implicit operator MastValue(string word) => new([word], null, null);

    /// <summary>Several accepted words.</summary>
    public static implicit operator MastValue(string[] words) => new([.. words], null, null);

    /// <summary>A whole number, for example of a proposal.</summary>
    public static implicit operator MastValue(int number) => new([number.ToString(CultureInfo.InvariantCulture)], null, null);

    /// <summary>Several whole numbers.</summary>
    public static implicit operator MastValue(int[] numbers) => new([.. numbers.Select(n => n.ToString(CultureInfo.InvariantCulture))], null, null);

    /// <summary>A range of numbers, both ends included.</summary>
    public static implicit operator MastValue((double Min, double Max) range) => new([], range, null);

    /// <summary>A range of dates (UTC), both ends included.</summary>
    public static implicit operator MastValue((DateTime Min, DateTime Max) dates) => new([], null, dates);

    /// <inheritdoc/>
    public override string ToString() => Range is { } range ? $"{PythonJson.Number(range.Min)}..{PythonJson.Number(range.Max)}"
        : Dates is { } dates ? string.Create(CultureInfo.InvariantCulture, $"{dates.Min:s}..{dates.Max:s}") : string.Join(", ", Words);
}
