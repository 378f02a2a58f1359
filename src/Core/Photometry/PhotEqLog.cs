using System.Globalization;
using System.Text;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Photometry;

/// <summary>The log of a photeq run, in DrizzlePac's words. Numbers are written with all digits that distinguish them.</summary>
internal static class PhotEqLog
{
    /// <summary>Writes the log file; a log that is there is continued, as DrizzlePac does.</summary>
    public static void Write(string path, PhotEqResult result, PhotEqOptions options)
    {
        var text = new StringBuilder(File.Exists(path) ? File.ReadAllText(path) : "");
        foreach (string line in Lines(result, options, DateTime.UtcNow)) text.Append("[INFO:] ").Append(line).Append('\n');
        AtomicFile.WriteText(path, text.ToString());
    }

    /// <summary>The lines without their prefix.</summary>
    public static IEnumerable<string> Lines(PhotEqResult result, PhotEqOptions options, DateTime started)
    {
        string keyword = result.Keyword, reference = Number(result.ReferenceValue);
        yield return $"***** photeq started on {started.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)}";
        yield return $"      Version {typeof(PhotEqLog).Assembly.GetName().Version?.ToString(3)}";
        yield return "";
        yield return $"PRIMARY PHOTOMETRIC KEYWORD: {keyword}";
        yield return $"SECONDARY PHOTOMETRIC KEYWORD(S): {string.Join(", ", result.AuxiliaryKeywords)}";
        if (result.ReferenceSource is null)
        {
            yield return $"REFERENCE VALUE PROVIDED BY USER: '{keyword}'={reference}";
        }
        else
        {
            int bracket = result.ReferenceSource.LastIndexOf('[');
            yield return $"REFERENCE VALUE FROM FILE: '{Path.GetFileName(result.ReferenceSource[..bracket])}{result.ReferenceSource[bracket..]}'";
            yield return $"REFERENCE '{keyword}' VALUE IS: {reference}";
        }
        yield return "";
        foreach (string skipped in result.SkippedFiles) yield return $"Skipping file '{Path.GetFileName(skipped)}': it has no {keyword}";
        foreach (var file in result.Changes.GroupBy(c => c.FileName))
        {
            yield return $"Processing file '{Path.GetFileName(file.Key)}'";
            foreach (var change in file)
                foreach (string line in change.ExtName == "PRIMARY" ? PrimaryLines(change, keyword) : ExtensionLines(change, keyword, options))
                    yield return line;
            yield return "";
        }
        yield return "Done.";
        if (!result.IsReadOnly) yield break;
        yield return "";
        yield return "NOTE: 'photeq' was run in READONLY mode";
        yield return "       and input image(s)' content WAS NOT MODIFIED.";
    }

    private static IEnumerable<string> PrimaryLines(PhotEqChange change, string keyword)
    {
        yield return "   * Primary header:";
        if (change.IsReference)
        {
            yield return $"     - '{keyword}' = {Number(change.NewValue)} found in the primary header.";
        }
        else
        {
            yield return $"     - '{keyword}' found in the primary header.";
            yield return $"     - Setting {keyword} in the primary header to {Number(change.NewValue)} (old value was {Number(change.OldValue!.Value)})";
        }
        yield return $"     - Data conversion factor based on primary header: {Number(change.Factor)}";
        foreach (var (auxiliary, old, value) in change.AuxiliaryKeywords)
            yield return $"     - Setting {auxiliary} in the primary header to {Number(value)} (old value was {Number(old)})";
        if (change.ScalesData) yield return $"     - Data have been multiplied by {Number(change.Factor)}";
    }

    private static IEnumerable<string> ExtensionLines(PhotEqChange change, string keyword, PhotEqOptions options)
    {
        string extension = $"('{change.ExtName}', {change.ExtVer})";
        if (change.IsReference)
        {
            yield return $"   * EXT: {extension} - This is the \"reference\" extension.";
            yield return "          Nothing to do. Skipping this extension...";
            yield break;
        }
        yield return $"   * EXT: {extension}";
        if (change.OldValue is { } before)
        {
            yield return $"     - Setting {keyword} to {Number(change.NewValue)} (old value was {Number(before)})";
            yield return $"     - Computed conversion factor for data: {Number(change.Factor)}";
        }
        foreach (var (auxiliary, old, value) in change.AuxiliaryKeywords)
            yield return $"     - Setting {auxiliary} to {Number(value)} (old value was {Number(old)})";
        if (change.ScalesData) yield return $"     - Data have been multiplied by {Number(change.Factor)}";
        if (change.ScalesError) yield return $"     - Error array (ext=('{options.ErrExt}', {change.ExtVer})) has been multiplied by {Number(change.Factor)}";
    }

    /// <summary>The shortest digits that give the number back, in Python's form: 1.0, 2.449067e-18.</summary>
    internal static string Number(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        double size = Math.Abs(value);
        if (size != 0 && size is < 1e-4 or >= 1e16)
        {
            text = value.ToString("E16", CultureInfo.InvariantCulture);
            for (int digits = 0; digits <= 16; digits++)
            {
                string shorter = value.ToString("E" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
                if (double.Parse(shorter, CultureInfo.InvariantCulture) != value) continue;
                text = shorter;
                break;
            }
            string[] parts = text.Split('E');
            int exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
            return $"{parts[0]}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }
        if (text.Contains('E')) text = value.ToString("F", CultureInfo.InvariantCulture);
        return text.Contains('.') ? text : text + ".0";
    }
}
