using System.Globalization;

namespace HstNotebooks.Archives;

/// <summary>Reads the dates of headers and mappings.</summary>
internal static class CrdsDate
{
    // The FITS standard wrote DD/MM/YY (19YY) until 1999; mappings and CDBS also know DD/MM/YYYY and "Mar 21 2001 12:00:00 am".
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd",
        "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm:ss.FFFFFFF", "dd/MM/yyyy", "dd/MM/yy HH:mm:ss", "dd/MM/yy HH:mm:ss.FFFFFFF", "dd/MM/yy",
        "MMM d yyyy hh:mm:ss tt", "MMM d yyyy HH:mm:ss", "MMM d yyyy",
    ];

    private static readonly CultureInfo Century = MakeCentury();

    /// <summary>The date and time (UTC) of a text, or null where it is none.</summary>
    public static DateTime? Parse(string text)
    {
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return DateTime.TryParseExact(text, Formats, Century, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date) ? date : null;
    }

    private static CultureInfo MakeCentury()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.Calendar.TwoDigitYearMax = 2039;
        return CultureInfo.ReadOnly(culture);
    }
}
