using System.Globalization;

namespace HstNotebooks.Alignment;

/// <summary>Numbers as C's <c>%g</c> writes them, which is how DrizzlePac's text files are written.</summary>
internal static class GeneralNumber
{
    /// <summary>The value with the given number of significant digits; trailing zeros are dropped.</summary>
    public static string Format(double value, int digits = 6)
    {
        if (double.IsNaN(value)) return "nan";
        if (double.IsInfinity(value)) return value > 0 ? "inf" : "-inf";
        if (value == 0) return "0";
        string scientific = value.ToString("E" + (digits - 1), CultureInfo.InvariantCulture);
        int exponent = int.Parse(scientific[(scientific.IndexOf('E') + 1)..], CultureInfo.InvariantCulture);
        if (exponent >= -4 && exponent < digits)
            return Trim(value.ToString("F" + (digits - 1 - exponent), CultureInfo.InvariantCulture));
        string mantissa = Trim(scientific[..scientific.IndexOf('E')]);
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }

    private static string Trim(string text) => text.Contains('.') ? text.TrimEnd('0').TrimEnd('.') : text;
}
