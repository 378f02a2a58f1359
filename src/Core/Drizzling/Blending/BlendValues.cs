using System.Globalization;

namespace HstNotebooks.Drizzling;

/// <summary>The functions of the rules.</summary>
internal static class BlendValues
{
    private const string Different = "MULTIPLE", Unknown = "?";

    /// <summary>One value of several; the values are those of the headers that have the keyword, in order.</summary>
    public static object? Combine(BlendFunction function, IReadOnlyList<object?> values) => function switch
    {
        BlendFunction.First => values[0],
        BlendFunction.Last => values[^1],
        BlendFunction.Multi => Common(values, Different),
        BlendFunction.MultiUnknown => Common(values, Unknown),
        BlendFunction.FloatOne => 1.0,
        BlendFunction.IntOne => 1L,
        BlendFunction.Zero => 0L,
        _ => Number(function, values),
    };

    private static object? Common(IReadOnlyList<object?> values, string different)
    {
        foreach (object? value in values)
            if (!Equals(Trimmed(value), Trimmed(values[0]))) return different;
        return values[0];
    }

    private static object? Trimmed(object? value) => value is string text ? text.TrimEnd() : value;

    private static object? Number(BlendFunction function, IReadOnlyList<object?> values)
    {
        // A keyword that holds text somewhere has no mean; its first value stands.
        if (values.Any(v => v is not (long or double))) return values[0];
        double[] numbers = [.. values.Select(v => Convert.ToDouble(v, CultureInfo.InvariantCulture))];
        bool whole = values.All(v => v is long);
        double result = function switch
        {
            BlendFunction.Min => numbers.Min(),
            BlendFunction.Max => numbers.Max(),
            BlendFunction.Sum => numbers.Sum(),
            BlendFunction.Mean => numbers.Average(),
            BlendFunction.StdDev => Math.Sqrt(numbers.Sum(n => (n - numbers.Average()) * (n - numbers.Average())) / numbers.Length),
            _ => throw new ArgumentOutOfRangeException(nameof(function)),
        };
        return whole && function is BlendFunction.Min or BlendFunction.Max or BlendFunction.Sum && whole ? (long)result : result;
    }
}
