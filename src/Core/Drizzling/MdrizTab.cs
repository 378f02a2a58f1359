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
    // Files of the pipeline, and what DrizzlePac does only when the user himself asks for it.
    private static readonly string[] Ignored = ["shiftfile", "mdriztab", "staticfile", "input", "output", "updatewcs"];
    private static readonly string[] Prefixes = ["driz_sep_", "final_"];

    /// <summary>The table.</summary>
    public required string Path { get; init; }
    /// <summary>Its row, 1-based.</summary>
    public required int Row { get; init; }
    /// <summary>Recommended values by parameter, as text; None where the table leaves a value open.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>Columns that hold a value and set nothing, name to value: those that AstroDrizzle has no parameter for, and <c>shiftfile</c>, <c>staticfile</c>, <c>updatewcs</c>.</summary>
    public required IReadOnlyDictionary<string, string> NotUsed { get; init; }

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
        var (values, notUsed) = ReadRow(rows, row);
        return new MdrizTab { Path = path, Row = row + 1, Values = values, NotUsed = notUsed };
    }

    /// <summary>
    /// The options with the recommended values, except those that the user set: to other than the default, or by name in a magic or a verb. What the table
    /// leaves open (blank or undefined) stays as it is.
    /// </summary>
    /// <remarks>The frame of the table counts where its <c>final_wcs</c> (<c>driz_sep_wcs</c>) is true, or where the user asks for a frame of his own (facts: wcs-and-distortion).</remarks>
    /// <exception cref="ParameterException">The table holds a value that a parameter does not take.</exception>
    public AstroDrizzleOptions ApplyTo(AstroDrizzleOptions options)
    {
        var own = ParameterSet.Differences(options);
        string[] unasked = [.. UnaskedFrame(options)];
        try
        {
            return ParameterSet.Bind(Values.Where(v => !own.ContainsKey(v.Key) && !options.IsGiven(v.Key) && !unasked.Contains(v.Key) && v.Value is not ("None" or "")), options);
        }
        catch (ParameterException e)
        {
            throw new ParameterException(e.Message, e) { File = Path, Row = Row, Parameter = e.Parameter, Expected = e.Expected, Advice = "name another value of this parameter yourself, which wins, or set mdriztab to false" };
        }
    }

    /// <summary>What the table holds and a run with these options does not use, in a sentence; null where there is nothing.</summary>
    internal string? Unused(AstroDrizzleOptions options)
    {
        string[] parts = [.. NotUsed.Select(n => $"{n.Key} {n.Value}"), .. UnaskedFrame(options).Where(n => Values[n] is not ("None" or "")).Select(n => $"{n} {Values[n]} (without {n[..(n.LastIndexOf('_') + 1)]}wcs)")];
        return parts.Length == 0 ? null : $"row {Row} of {System.IO.Path.GetFileName(Path)} holds what is not used: {string.Join(", ", parts)}";
    }

    /// <summary>Parameters of a frame that neither the table nor the user asks for.</summary>
    private IEnumerable<string> UnaskedFrame(AstroDrizzleOptions options)
    {
        foreach (string prefix in Prefixes)
        {
            bool final = prefix == "final_", wanted = final ? options.FinalWcs || FrameParameters.Final(options).Given.Count > 0 : options.DrizSepWcs || FrameParameters.Separate(options).Given.Count > 0;
            if (wanted || (Values.TryGetValue(prefix + "wcs", out string? table) && table is "True" or "1")) continue;
            foreach (string name in FrameParameters.Names.Select(n => prefix + n).Where(Values.ContainsKey)) yield return name;
        }
    }

    /// <summary>The recommended values of some parameters, or of all: columns parameter and value.</summary>
    /// <exception cref="ParameterException">The table has no such parameter.</exception>
    public Table Select(params string[] parameters)
    {
        string[] names = parameters.Length > 0 ? parameters : [.. Values.Keys];
        return new Table([new TableColumn<string>("parameter", names), new TableColumn<string>("value", [.. names.Select(n => this[n])])], $"row {Row} of {System.IO.Path.GetFileName(Path)}");
    }

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
            int[] candidates = [.. Enumerable.Range(0, filters.Length).Where(i => filters[i].Replace(" ", "").Equals(wanted, StringComparison.OrdinalIgnoreCase))];
            if (candidates.Length == 0) continue;
            int chosen = Array.FindLastIndex(candidates, i => numbers[i] <= images);
            return chosen >= 0 ? candidates[chosen] : 0;
        }
        return null;
    }

    private static (SortedDictionary<string, string> Values, SortedDictionary<string, string> NotUsed) ReadRow(Table rows, int row)
    {
        var known = ParameterSet.Describe<AstroDrizzleOptions>().Select(p => p.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        SortedDictionary<string, string> values = new(StringComparer.Ordinal), notUsed = new(StringComparer.Ordinal);
        foreach (var column in rows.Columns)
        {
            string name = column.Name.Trim().ToLowerInvariant();
            if (name is "filter" or "numimages") continue;
            string text = Text(column.GetValue(row));
            string[] parameters = [.. NamesOf(name).Where(known.Contains)];
            if (Ignored.Contains(name) || parameters.Length == 0)
            {
                if (name != "mdriztab" && text is not ("" or "None" or "False")) notUsed[name] = text;
                continue;
            }
            // Old tables name the source of the distortion; blank and INDEF are without one.
            if (name == "coeffs") text = text is "" or "None" or "False" ? "False" : "True";
            foreach (string parameter in parameters) values[parameter] = text;
        }
        return (values, notUsed);
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

    /// <summary>A value as text; IRAF's undefined values of each type are None.</summary>
    private static string Text(object? value) => value switch
    {
        null or double.NaN or float.NaN or -2147483647 or -2147483647L or (short)-32767 or >= 1.6e38f or >= 1.6e308 => "None",
        bool flag => flag ? "True" : "False",
        string text => text.Trim() is var word && word.Equals("INDEF", StringComparison.OrdinalIgnoreCase) ? "None" : word,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
