using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>
/// An OFFTAB reference file: where the chips of WFPC2 lay in the focal plane at what time (facts: wcs-and-distortion 5.4).
/// Between two dates V2REF, V3REF and THETA are interpolated linearly, after the last one continued; before the first its values hold.
/// </summary>
internal static class OffsetTable
{
    public static (double V2Ref, double V3Ref, double Theta) Find(string path, int chip, DateOnly date)
    {
        using var file = FitsFile.Open(path);
        if (file.Hdus.OfType<TableHdu>().FirstOrDefault() is not { } hdu)
            throw new InputException("the file holds no table of chip positions") { File = path, Keyword = "OFFTAB" };
        var table = hdu.ReadTable();
        double[] chips = table.Doubles("DETCHIP"), v2 = table.Doubles("V2REF"), v3 = table.Doubles("V3REF"), theta = table.Doubles("THETA");
        string[] dates = table.Strings("OBSDATE");
        var rows = new List<(int Day, int Row)>();
        for (int i = 0; i < table.RowCount; i++)
        {
            if ((int)chips[i] != chip && (int)chips[i] != -999) continue;
            if (!DateOnly.TryParseExact(dates[i].Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                throw new InputException($"'{dates[i]}' is no date") { File = path, Row = i + 1, Keyword = "OBSDATE", Expected = "yyyy-mm-dd" };
            rows.Add((day.DayNumber, i));
        }
        if (rows.Count == 0) throw new InputException($"the table has no row for chip {chip}") { File = path, Keyword = "OFFTAB" };
        int wanted = date.DayNumber;
        int after = rows.FindIndex(row => row.Day > wanted);
        if (after == 0 || rows.Count == 1) return (v2[rows[0].Row], v3[rows[0].Row], theta[rows[0].Row]);
        int upper = after < 0 ? rows.Count - 1 : after;
        var (low, high) = (rows[upper - 1], rows[upper]);
        double f = (double)(wanted - low.Day) / (high.Day - low.Day);
        return (Between(v2), Between(v3), Between(theta));

        double Between(double[] column) => column[low.Row] + f * (column[high.Row] - column[low.Row]);
    }
}
