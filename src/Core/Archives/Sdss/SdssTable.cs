using System.Globalization;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>
/// Makes a table of SkyServer's CSV: a line <c>#Table1</c>, the names, the rows. Columns of whole numbers become long, others double or text;
/// -9999, SDSS's mark for a value that was not measured, stays and is marked missing in columns of real numbers.
/// </summary>
public static class SdssTable
{
    private const double NotMeasured = -9999;

    /// <summary>Parses a reply.</summary>
    /// <exception cref="ArchiveException">It is an error page, or a row has the wrong number of values (named by line).</exception>
    public static Table Parse(ReadOnlySpan<byte> reply)
    {
        string text = Encoding.UTF8.GetString(reply);
        if (Html.LooksLikePage(reply) || text.Contains("error_message", StringComparison.OrdinalIgnoreCase) || text.Contains("<font color=red>", StringComparison.OrdinalIgnoreCase))
            throw new ArchiveException($"SDSS refused the query: {Html.Excerpt(text)}") { Advice = "check the names of the fields and the data release" };
        string[]? names = null;
        List<string>[] cells = [];
        int line = 0;
        foreach (var span in text.AsSpan().EnumerateLines())
        {
            line++;
            if (span.IsWhiteSpace() || span.TrimStart().StartsWith("#")) continue;
            if (names is null)
            {
                names = span.ToString().Split(',', StringSplitOptions.TrimEntries);
                cells = [.. names.Select(_ => new List<string>())];
                continue;
            }
            string[] row = span.ToString().Split(',');
            if (row.Length != names.Length)
                throw new ArchiveException($"SDSS sent a row with {row.Length} values under {names.Length} names") { Row = line, Advice = "try again; the answer may be cut" };
            for (int i = 0; i < row.Length; i++) cells[i].Add(row[i].Trim());
        }
        if (names is null) throw new ArchiveException("SDSS sent an empty answer") { IsUnreachable = true, Advice = "try again later" };
        if (names.Distinct().Count() < names.Length) throw new ArchiveException("SDSS sent two columns of the same name") { Advice = "name each field once" };
        return new Table(names.Select((name, i) => Column(name, cells[i])));
    }

    private static TableColumn Column(string name, List<string> cells)
    {
        bool anyMissing = cells.Exists(IsEmpty);
        if (!anyMissing && TryAll<long>(cells, (string s, out long v) => long.TryParse(s, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out v), out var whole))
            return new TableColumn<long>(name, whole, Unit(name));
        if (TryAll<double>(cells, ParseReal, out var real))
        {
            var missing = real.Select(v => double.IsNaN(v) || v == NotMeasured).ToArray();
            return new TableColumn<double>(name, real, Unit(name), null, missing.Contains(true) ? missing : null);
        }
        return new TableColumn<string>(name, [.. cells], null, null, anyMissing ? [.. cells.Select(IsEmpty)] : null);
    }

    private delegate bool Parser<T>(string text, out T value);

    private static bool TryAll<T>(List<string> cells, Parser<T> parse, out T[] values)
    {
        values = new T[cells.Count];
        for (int i = 0; i < values.Length; i++)
            if (!parse(cells[i], out values[i])) return false;
        return true;
    }

    // A number too long for a double (an identifier beyond 64 bits) stays text, so that no digit is lost.
    private static bool ParseReal(string text, out double value)
    {
        if (IsEmpty(text))
        {
            value = double.NaN;
            return true;
        }
        bool identifier = text.Length > 16 && text.All(char.IsAsciiDigit);
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && !identifier;
    }

    private static bool IsEmpty(string text) => text.Length == 0 || text.Equals("null", StringComparison.OrdinalIgnoreCase);

    // As the schema of PhotoObjAll states them; z alone may be a redshift.
    private static string? Unit(string name) => name.ToLowerInvariant() switch
    {
        "ra" or "dec" => "deg",
        "raerr" or "decerr" => "arcsec",
        "u" or "g" or "r" or "i" => "mag",
        var n when n.Split('_')[0] is "psfmag" or "psfmagerr" or "modelmag" or "modelmagerr" or "petromag" or "petromagerr" or "cmodelmag" or "cmodelmagerr" or "fibermag" or "fibermagerr" => "mag",
        _ => null,
    };
}
