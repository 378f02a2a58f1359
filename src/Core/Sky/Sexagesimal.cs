using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Sky;

/// <summary>
/// Angles as hours or degrees, minutes and seconds: <c>9:11:28.012064</c>, <c>-64:53:59.137821</c>. Written without leading zeros,
/// as DrizzlePac's coordinate tasks write them; a declination between -1 and 0 degrees keeps its sign, and seconds never show as 60.
/// </summary>
public static class Sexagesimal
{
    /// <summary>Right ascension in degrees as h:m:s.</summary>
    /// <param name="degrees">Degrees; taken modulo 360.</param>
    /// <param name="decimals">Decimals of the seconds, 0 to 12.</param>
    public static string FormatRa(double degrees, int decimals = 6)
    {
        double turned = degrees % 360;
        return Format((turned < 0 ? turned + 360 : turned) / 15, decimals, 24);
    }

    /// <summary>Declination in degrees as d:m:s.</summary>
    /// <param name="degrees">-90 to 90.</param>
    /// <param name="decimals">Decimals of the seconds, 0 to 12.</param>
    public static string FormatDec(double degrees, int decimals = 6) => (degrees < 0 ? "-" : "") + Format(Math.Abs(degrees), decimals, int.MaxValue);

    /// <summary>Right ascension in degrees from text: degrees where it is one number, hours where it has minutes.</summary>
    /// <exception cref="InputException">It is neither.</exception>
    public static double ParseRa(string text) => TryParse(text, out double value, out bool sexagesimal) ? sexagesimal ? value * 15 : value : throw Bad(text, "hh:mm:ss.s or degrees");

    /// <summary>Declination in degrees from text: one number, or d:m:s.</summary>
    /// <exception cref="InputException">It is neither.</exception>
    public static double ParseDec(string text) => TryParse(text, out double value, out _) ? value : throw Bad(text, "dd:mm:ss.s or degrees");

    private static string Format(double value, int decimals, int turn)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 12);
        if (!double.IsFinite(value)) return "nan";
        decimal unit = 1;
        for (int i = 0; i < decimals; i++) unit *= 10;
        int whole = (int)Math.Floor(value);
        // Rounded once, in units of the last decimal, so that nothing shows as 60.
        decimal ticks = Math.Round((decimal)((value - whole) * 3600) * unit, MidpointRounding.ToEven);
        decimal perMinute = 60 * unit;
        if (ticks >= 60 * perMinute) (whole, ticks) = (whole + 1, ticks - 60 * perMinute);
        if (whole >= turn) whole -= turn;
        int minutes = (int)(ticks / perMinute);
        decimal seconds = (ticks - minutes * perMinute) / unit;
        return string.Create(CultureInfo.InvariantCulture, $"{whole}:{minutes}:{seconds.ToString("F" + decimals, CultureInfo.InvariantCulture)}");
    }

    private static bool TryParse(string text, out double value, out bool sexagesimal)
    {
        var parts = text.Trim().Split([':', ' ', 'h', 'm', 's', 'd', '\'', '"'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        sexagesimal = parts.Length > 1;
        value = 0;
        if (parts.Length is 0 or > 3) return false;
        double unit = 1;
        foreach (string part in parts)
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) return false;
            if (unit < 1 && number is < 0 or >= 60 && parts.Length > 1 && unit < 1) return false;
            value += Math.Abs(number) * unit;
            unit /= 60;
        }
        if (text.TrimStart().StartsWith('-')) value = -value;
        return double.IsFinite(value);
    }

    private static InputException Bad(string text, string expected) => new($"'{text.Trim()}' is no angle") { Expected = expected };
}
