using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Parameters;
using HstNotebooks.Tables;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>
/// The parameters that STScI recommends for a set of exposures: the row of the MDRIZTAB reference table for their filter and number
/// (facts: astrodrizzle-pipeline 7.3).
/// </summary>
public sealed record MdrizTab
{
    // What the row is chosen by, files of the pipeline, and what DrizzlePac does only when the user himself asks for it.
    private static readonly string[] Ignored = ["filter", "numimages", "shiftfile", "mdriztab", "staticfile", "input", "output", "updatewcs"];

    /// <summary>The table.</summary>
    public required string Path { get; init; }
    /// <summary>Its row, 1-based.</summary>
    public required int Row { get; init; }
    /// <summary>Recommended values by parameter, as text; None where the table leaves a value open.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>The recommended value of a parameter, as text.</summary>
    /// <exception cref="ParameterException">The table has no such parameter.</exception>
    public string this[string parameter] => Values.TryGetValue(parameter, out string? value) ? value
        : throw new ParameterException($"the table recommends nothing for '{parameter}'") { File = Path, Row = Row, Parameter = parameter, Expected = "one of " + string.Join(", ", Values.Keys) };

    /// <summary>The defaults with the recommended values; <c>Options with { ... }</c> is the user's own on top of them.</summary>
    public AstroDrizzleOptions Options => ApplyTo(new AstroDrizzleOptions());

    /// <summary>Reads the recommendation for a set of exposures.</summary>
    /// <remarks>The file is the one that MDRIZTAB of the first exposure names: beside the exposure, in the folder that its <c>iref$</c>-like prefix names, or in a CRDS cache.</remarks>
    /// <param name="files">The exposures.</param>
    /// <param name="table">The table; null = the one of the header.</param>
    /// <exception cref="InputException">No table is named, it is not at hand, or it has no row for the filter.</exception>
    public static MdrizTab Read(IReadOnlyList<string> files, string? table = null)
    {
        if (files.Count == 0) throw new InputException("no files are given") { Parameter = "files" };
        using var exposure = Exposure.Open(files[0]);
        string path = table ?? Locate(exposure);
        InputException.ThrowIfMissing(path, "mdriztab", "MDRIZTAB");
        using var file = FitsFile.Open(path);
        var rows = (file.Hdus.OfType<TableHdu>().FirstOrDefault() ?? throw new InputException("the file has no table") { File = path }).ReadTable();
        foreach (string needed in (string[])["filter", "numimages"])
            if (!rows.Columns.Any(c => c.Name.Equals(needed, StringComparison.OrdinalIgnoreCase)))
                throw new InputException($"the table has no column {needed}, so it is no MDRIZTAB") { File = path, Parameter = "mdriztab" };
        int row = Choose(rows, FilterOf(exposure), files.Count)
            ?? throw new InputException($"the table has no row for the filter {FilterOf(exposure)}") { File = path, Parameter = "mdriztab" };
        return new MdrizTab { Path = path, Row = row + 1, Values = ReadRow(rows, row) };
    }

    /// <summary>The options with the recommended values, except those that the user set: to other than the default, or by name in a magic or a verb.</summary>
    public AstroDrizzleOptions ApplyTo(AstroDrizzleOptions options)
    {
        var own = ParameterSet.Differences(options);
        var known = ParameterSet.Describe<AstroDrizzleOptions>().ToDictionary(p => p.Name);
        return ParameterSet.Bind(Values.Where(v => !own.ContainsKey(v.Key) && !options.IsGiven(v.Key) && (v.Value != "None" || TakesNone(known[v.Key]))), options);
    }

    /// <summary>The recommended values of some parameters, or of all: columns parameter and value.</summary>
    /// <exception cref="ParameterException">The table has no such parameter.</exception>
    public Table Select(params string[] parameters)
    {
        string[] names = parameters.Length > 0 ? parameters : [.. Values.Keys];
        return new Table([new TableColumn<string>("parameter", names), new TableColumn<string>("value", [.. names.Select(n => this[n])])], $"row {Row} of {System.IO.Path.GetFileName(Path)}");
    }

    private static bool TakesNone(ParameterDescription parameter) => parameter.ValueType == typeof(string) || Nullable.GetUnderlyingType(parameter.ValueType) is not null;

    private static string Locate(Exposure exposure)
    {
        string? name = exposure.Header.FindString("MDRIZTAB");
        if (!ReferenceFiles.IsNamed(name))
            throw new InputException("the header names no MDRIZTAB") { File = exposure.Path, Keyword = "MDRIZTAB", Parameter = "mdriztab", Advice = "set mdriztab to false, or name a table" };
        return new ReferenceFiles([System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(exposure.Path))!]).Find(name!, "MDRIZTAB", exposure.Path);
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
            string name = column.Name.Trim().ToLowerInvariant();
            if (Ignored.Contains(name)) continue;
            string text = Text(column.GetValue(row));
            // Old tables name the source of the distortion; blank and INDEF are without one.
            if (name == "coeffs") text = text is "" or "None" or "INDEF" or "False" ? "False" : "True";
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
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
