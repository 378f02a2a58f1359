using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Parameters;
using HstNotebooks.Tables;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The parameters that STScI recommends for a set of exposures: the row of the MDRIZTAB reference table for their filter and number
/// (facts: astrodrizzle-pipeline 7.3).
/// </summary>
public sealed record MdrizTab
{
    private static readonly string[] Ignored = ["shiftfile", "mdriztab", "staticfile", "filter", "numimages", "input", "output"];

    /// <summary>The table.</summary>
    public required string Path { get; init; }
    /// <summary>Its row, 1-based.</summary>
    public required int Row { get; init; }
    /// <summary>Recommended values by parameter, as text; None where the table leaves a value open.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>Reads the recommendation for a set of exposures: the file named by MDRIZTAB in the first one, or <paramref name="table"/>.</summary>
    /// <param name="files">The exposures.</param>
    /// <param name="table">The table; null = the one of the header.</param>
    /// <exception cref="InputException">No table is named, it is not at hand, or it has no row for the filter.</exception>
    public static MdrizTab Read(IReadOnlyList<string> files, string? table = null)
    {
        if (files.Count == 0) throw new InputException("no files are given") { Parameter = "files" };
        using var exposure = Exposure.Open(files[0]);
        string path = table ?? Locate(exposure);
        if (!File.Exists(path)) throw new InputException($"the MDRIZTAB {path} does not exist") { File = path, Parameter = "mdriztab" };
        using var file = FitsFile.Open(path);
        var rows = (file.Hdus.OfType<TableHdu>().FirstOrDefault() ?? throw new InputException("the file has no table") { File = path }).ReadTable();
        int row = Choose(rows, FilterOf(exposure), files.Count)
            ?? throw new InputException($"the table has no row for the filter {FilterOf(exposure)}") { File = path, Parameter = "mdriztab" };
        return new MdrizTab { Path = path, Row = row + 1, Values = ReadRow(rows, row) };
    }

    /// <summary>The options with the recommended values, except those that the user set to other than the default.</summary>
    public AstroDrizzleOptions ApplyTo(AstroDrizzleOptions options)
    {
        var own = ParameterSet.Differences(options);
        return ParameterSet.Bind(Values.Where(v => !own.ContainsKey(v.Key)), options);
    }

    private static string Locate(Exposure exposure)
    {
        string name = exposure.Header.FindString("MDRIZTAB")?.Trim() ?? "";
        if (name.Length == 0 || name.Equals("N/A", StringComparison.OrdinalIgnoreCase))
            throw new InputException("the header names no MDRIZTAB") { File = exposure.Path, Keyword = "MDRIZTAB", Parameter = "mdriztab", Advice = "set mdriztab to false, or name a table" };
        int dollar = name.IndexOf('$');
        if (dollar < 0) return name;
        string variable = name[..dollar];
        return Environment.GetEnvironmentVariable(variable) is { } folder
            ? System.IO.Path.Combine(folder, name[(dollar + 1)..])
            : throw new InputException($"the folder of {name} is not known")
            { File = exposure.Path, Keyword = "MDRIZTAB", Parameter = "mdriztab", Advice = $"set the environment variable {variable} to the folder of the reference files" };
    }

    private static string FilterOf(Exposure exposure)
    {
        string[] keywords = exposure.Camera switch
        {
            Camera.AcsWfc or Camera.AcsHrc or Camera.AcsSbc => ["FILTER1", "FILTER2"],
            Camera.Wfpc2 => ["FILTNAM1", "FILTNAM2"],
            Camera.Stis => ["OPT_ELEM", "FILTER"],
            _ => ["FILTER", "FILTER2"],
        };
        return string.Join(",", keywords.Select(k => exposure.Header.FindString(k)?.Trim() ?? "").Where(f => f.Length > 0));
    }

    /// <summary>Among the rows of the filter, else of ANY: the last one that needs no more images than there are, else the first row of the table.</summary>
    private static int? Choose(Table rows, string filter, int images)
    {
        string[] filters = [.. rows.Strings("filter").Select(f => f.Trim())];
        double[] numbers = rows.Doubles("numimages");
        foreach (string wanted in (string[])[filter, "ANY"])
        {
            int[] candidates = [.. Enumerable.Range(0, filters.Length).Where(i => filters[i].Equals(wanted, StringComparison.OrdinalIgnoreCase))];
            if (candidates.Length == 0) continue;
            int chosen = Array.FindLastIndex(candidates, i => numbers[i] <= images);
            return chosen >= 0 ? candidates[chosen] : 0;
        }
        return null;
    }

    private static SortedDictionary<string, string> ReadRow(Table rows, int row)
    {
        var known = ParameterSet.Describe<AstroDrizzleOptions>().ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in rows.Columns)
        {
            string name = column.Name.ToLowerInvariant();
            if (Ignored.Contains(name)) continue;
            string text = Text(column.GetValue(row));
            foreach (string parameter in NamesOf(name))
                if (known.ContainsKey(parameter)) values[parameter] = text;
        }
        return values;
    }

    /// <summary>Columns whose parameter has another name; some set the parameters of both drizzle steps.</summary>
    private static string[] NamesOf(string column) => column switch
    {
        "subsky" => ["skysub"],
        "crbitval" => ["crbit"],
        "readnoise" => ["rdnoise"],
        "refimage" or "ra" or "dec" or "bits" => ["driz_sep_" + column, "final_" + column],
        _ => [column],
    };

    private static string Text(object? value) => value switch
    {
        null or double.NaN or float.NaN or -2147483647 or -2147483647L => "None",
        bool flag => flag ? "True" : "False",
        string text => text.Trim(),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };
}
