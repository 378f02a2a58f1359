using System.Globalization;
using System.Text;
using HstNotebooks.Kernel.Cells;

namespace HstNotebooks.Kernel.Notebooks;

/// <summary>Writes the log of a run: a line per cell with its time, and the errors in full.</summary>
internal static class RunLog
{
    /// <summary>The log as text.</summary>
    public static string Text(RunReport report, string notebook, DateTimeOffset started)
    {
        var log = new StringBuilder();
        log.Append(CultureInfo.InvariantCulture, $"notebook  {notebook}\nstarted   {started:yyyy-MM-dd HH:mm:ss zzz}\n\n cell       time  result  first line\n");
        foreach (var cell in report.Cells)
        {
            string verdict = cell.Error is null ? "ok" : cell.IsExpected ? "raised" : "FAILED";
            log.Append(CultureInfo.InvariantCulture, $"{cell.Number,5} {Duration.Text(cell.Elapsed),10}  {verdict,-6}  {Shorten(cell.FirstLine)}\n");
            if (cell.Error is null) continue;
            foreach (string line in cell.Error.Lines) log.Append("        ").Append(line).Append('\n');
        }
        log.Append(CultureInfo.InvariantCulture, $"\n{report.Cells.Count} of {report.CodeCells} code cells run, {report.Failures.Count()} failed, {Duration.Text(report.Elapsed)} in all\n");
        return log.ToString();
    }

    private static string Shorten(string line) => line.Length > 90 ? line[..87] + "..." : line;
}
