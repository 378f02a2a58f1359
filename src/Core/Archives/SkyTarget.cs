using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Progress;
using HstNotebooks.Sky;

namespace HstNotebooks.Archives;

/// <summary>Reads where to look: a position or the name of an object.</summary>
public static class SkyTarget
{
    /// <summary>The position that a text gives, or null where it is none (a name).</summary>
    /// <param name="text">Degrees (<c>290.22 37.8</c>), or hours and degrees (<c>19:20:53 +37:46:18</c>, <c>19h20m53s +37d46m18s</c>).</param>
    /// <exception cref="ParameterException">It is a position outside the sky.</exception>
    public static SkyPosition? Parse(string text)
    {
        string[] words = text.Replace(',', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        bool isSexagesimal = words.Length == 6 || (words.Length == 2 && words.All(w => w.AsSpan().IndexOfAny(":hdms") > 0));
        double? ra = words.Length == 6 ? Sexagesimal(words[..3]) : words.Length == 2 ? Value(words[0]) : null;
        double? dec = words.Length == 6 ? Sexagesimal(words[3..]) : words.Length == 2 ? Value(words[1]) : null;
        if (ra is not { } first || dec is not { } second) return null;
        var position = new SkyPosition(isSexagesimal ? first * 15 : first, second);
        return position.Ra is >= 0 and <= 360 && position.Dec is >= -90 and <= 90 ? position
            : throw new ParameterException($"the position '{text}' is not on the sky") { Parameter = "target", Expected = "right ascension 0 to 360, declination -90 to 90 degrees" };
    }

    /// <summary>An angle in degrees.</summary>
    /// <param name="text">Degrees (<c>0.1</c>), or with a unit: <c>6arcmin</c>, <c>6'</c>, <c>90arcsec</c>, <c>90"</c>, <c>0.1deg</c>.</param>
    /// <param name="parameter">What it is for, for the message.</param>
    /// <exception cref="ParameterException">It is none of these.</exception>
    public static double ParseAngle(string text, string parameter)
    {
        string number = text.Trim().TrimEnd("abcdefghijklmnopqrstuvwxyz'\"".ToCharArray()), unit = text.Trim()[number.Length..];
        double? size = unit switch { "" or "deg" or "degree" or "degrees" => 1, "arcmin" or "'" => 60, "arcsec" or "\"" => 3600, _ => null };
        return size is { } parts && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? Math.Round(value / parts, 12)
            : throw new ParameterException($"'{text}' is no angle") { Parameter = parameter, Expected = "a number of degrees, or a unit after it: 0.1, 6arcmin, 90arcsec" };
    }

    /// <summary>The position that a text gives; a name is resolved by MAST.</summary>
    /// <param name="text">A position as for <see cref="Parse"/>, or a name such as <c>NGC 6791</c>.</param>
    /// <param name="options">Server, cache, offline work.</param>
    /// <param name="progress">Told about pauses.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <exception cref="ArchiveException">The name is not known, or MAST did not deliver.</exception>
    public static async Task<SkyPosition> FindAsync(string text, ArchiveOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        Parse(text) ?? await Mast.ResolveAsync(text, options, progress, cancel).ConfigureAwait(false);

    private static double? Value(string word) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : Sexagesimal(word.Split([':', 'h', 'd', 'm', 's'], StringSplitOptions.RemoveEmptyEntries));

    private static double? Sexagesimal(string[] parts)
    {
        if (parts.Length is < 2 or > 3) return null;
        double value = 0, unit = 1;
        foreach (string part in parts)
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || (unit < 1 && number is < 0 or >= 60)) return null;
            value += Math.Abs(number) * unit;
            unit /= 60;
        }
        return parts[0].StartsWith('-') ? -value : value;
    }
}
