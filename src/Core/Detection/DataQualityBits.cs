using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Detection;

/// <summary>DQ bits that count as good, as DrizzlePac writes them: <c>64,32</c>, <c>64+32</c>, <c>96</c>, <c>~4096</c>; empty or None for "do not use DQ".</summary>
public static class DataQualityBits
{
    /// <summary>The good bits, or null where the DQ array is not to be used.</summary>
    /// <param name="text">The value of the parameter.</param>
    /// <param name="parameter">The parameter's name for the error.</param>
    /// <exception cref="ParameterException">The text is not of these forms, or an element of a list is not a power of two.</exception>
    public static int? ParseGood(string? text, string parameter = "dqbits")
    {
        string rest = text?.Trim() ?? "";
        if (rest.Length == 0 || rest.Equals("None", StringComparison.OrdinalIgnoreCase) || rest.Equals("INDEF", StringComparison.OrdinalIgnoreCase)) return null;
        bool complement = rest[0] == '~';
        if (complement) rest = rest[1..].Trim().TrimStart('(').TrimEnd(')');
        string[] parts = rest.Split([',', '+'], StringSplitOptions.TrimEntries);
        int sum = 0;
        foreach (string part in parts)
        {
            bool isNumber = int.TryParse(part, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value);
            bool isAllowed = isNumber && (parts.Length == 1 || (value > 0 && int.IsPow2(value)));
            if (!isAllowed)
                throw new ParameterException($"'{text}' is not a set of DQ bits: '{part}'") { Parameter = parameter, Expected = "for example 96, 64,32 or ~4096" };
            sum += value;
        }
        return complement ? ~sum : sum;
    }
}
