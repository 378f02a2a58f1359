using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Exposures;

/// <summary>Collects header keywords of many files into one table, a row per file.</summary>
public static class HeaderTable
{
    /// <summary>
    /// Reads the keywords of the files. Each is looked up in the primary header, then in the first science extension
    /// (<c>SCI,1</c>); where it is in neither, the value is missing. A column has the type that all its values share: numbers, logicals
    /// or text. The first column, <c>filename</c>, holds the name of the file without its folder.
    /// </summary>
    /// <exception cref="FitsException">A file cannot be read.</exception>
    /// <exception cref="InputException">No files, or a keyword that none of them has.</exception>
    public static Table Read(IReadOnlyList<string> files, params string[] keywords)
    {
        if (files.Count == 0) throw new InputException("no files are given") { Parameter = "files" };
        var rows = files.Select(f => ReadValues(f, keywords)).ToList();
        var columns = new List<TableColumn> { new TableColumn<string>("filename", [.. files.Select(f => Path.GetFileName(f))]) };
        for (int k = 0; k < keywords.Length; k++) columns.Add(Column(keywords[k], [.. rows.Select(r => r[k])]));
        return new Table(columns, "headers");
    }

    private static object?[] ReadValues(string path, string[] keywords)
    {
        using var file = FitsFile.Open(path);
        var science = file.Find("SCI")?.Header;
        return [.. keywords.Select(k => Look(file.PrimaryHeader, k) ?? (science is null ? null : Look(science, k)))];
    }

    private static object? Look(FitsHeader header, string keyword)
    {
        object? value = header.Contains(keyword) ? header[keyword] : null;
        return value is string text ? text.Trim() : value;
    }

    private static TableColumn Column(string name, object?[] values)
    {
        if (values.All(v => v is null))
            throw new InputException($"no file has the keyword {name.ToUpperInvariant()}")
            { Keyword = name.ToUpperInvariant(), Advice = "show a header to see which keywords there are" };
        bool[]? missing = values.Any(v => v is null) ? [.. values.Select(v => v is null)] : null;
        var present = values.Where(v => v is not null);
        if (present.All(v => v is bool)) return new TableColumn<bool>(name, [.. values.Select(v => v as bool? ?? false)], missing: missing);
        if (present.All(v => v is long)) return new TableColumn<long>(name, [.. values.Select(v => v as long? ?? 0)], missing: missing);
        if (present.All(v => v is long or double))
            return new TableColumn<double>(name, [.. values.Select(v => v is null ? double.NaN : Convert.ToDouble(v, System.Globalization.CultureInfo.InvariantCulture))], missing: missing);
        return new TableColumn<string>(name, [.. values.Select(v => Convert.ToString(v, System.Globalization.CultureInfo.InvariantCulture) ?? "")], missing: missing);
    }
}
