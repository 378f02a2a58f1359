using System.Globalization;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Progress;
using HstNotebooks.Tables;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

public static partial class HeaderletTasks
{
    /// <summary>headerlet_summary: a table of the headerlets that are attached to files.</summary>
    /// <returns>One row for each headerlet: the file, the extension number EXTN, and the keywords.</returns>
    /// <exception cref="HstException">A file cannot be read, or the output exists and may not be replaced.</exception>
    public static Table Summary(string filename, HeaderletSummaryOptions? options = null)
    {
        options ??= new HeaderletSummaryOptions();
        var columns = options.Columns.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: > 0 } given
            ? given.Select(column => column.ToUpperInvariant()).ToArray() : SummaryColumns;
        var files = new List<string>();
        var numbers = new List<int>();
        var rows = new List<string[]>();
        foreach (string path in InputFiles.Resolve(filename))
        {
            using var image = FitsFile.Open(path);
            foreach (var hdu in AttachedHeaderlets.List(image))
            {
                using var headerlet = AttachedHeaderlets.Open(hdu);
                files.Add(path);
                numbers.Add(hdu.Index);
                rows.Add([.. columns.Select(column => Cut(headerlet.File.PrimaryHeader.FindString(column)?.Trim() ?? hdu.Header.FindString(column)?.Trim() ?? ""))]);
            }
        }
        var table = new Table(
        [
            new TableColumn<string>("file", [.. files]), new TableColumn<int>("EXTN", [.. numbers]),
            .. columns.Select((column, at) => new TableColumn<string>(column, [.. rows.Select(row => row[at])])),
        ], "headerlets");
        if (options.Output.Trim().Length > 0)
        {
            RefuseExisting(options.Output, options.Clobber);
            AtomicFile.WriteText(options.Output, AlignedText(files.Distinct().Count() > 1 ? table : new Table(table.Columns.Skip(1)), options.Pad));
        }
        return table;

        string Cut(string word) => options.MaxWidth is { } width && word.Length > width ? word[..width] : word;
    }

    /// <summary>A title line and a line for each row, each column as wide as its widest value (EXTN 6) and the padding, as stwcs writes it.</summary>
    private static string AlignedText(Table table, int pad)
    {
        var text = new StringBuilder();
        int[] widths = [.. table.Columns.Select(column => pad + Enumerable.Range(0, table.RowCount).Select(row => Cell(column, row).Length).Append(column.Name == "EXTN" ? 6 : column.Name.Length).Max())];
        for (int row = -1; row < table.RowCount; row++)
            text.Append(string.Concat(table.Columns.Select((column, at) => (row < 0 ? column.Name : Cell(column, row)).PadRight(widths[at])))).Append('\n');
        return text.ToString();

        static string Cell(TableColumn column, int row) => Convert.ToString(column.GetValue(row), CultureInfo.InvariantCulture) ?? "";
    }

    private static Headerlet OpenNamed(string path) => path.Trim().Length > 0 ? Headerlet.Open(path)
        : throw new ParameterException("no headerlet is named") { Parameter = "hdrlet", Expected = "a headerlet file" };

    private static List<HeaderletResult> Each(string task, string filename, Func<string, HeaderletResult> work, IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        var results = new List<HeaderletResult>();
        var files = InputFiles.Resolve(filename);
        foreach (string path in files)
        {
            cancel.ThrowIfCancellationRequested();
            // A single file is done before its line could be read.
            if (files.Count > 1) progress?.Report(new TaskProgress(task, (double)results.Count / files.Count, path));
            results.Add(work(path));
        }
        return results;
    }

    private static List<HeaderletResult> Change(string task, string filename, Func<FitsFile, (string HdrName, string Action)> change, IProgress<TaskProgress>? progress, CancellationToken cancel) =>
        Each(task, filename, path =>
        {
            (string HdrName, string Action) done = ("", "");
            FitsFile.Update(path, file => done = change(file));
            return new HeaderletResult(path, done.HdrName, done.Action);
        }, progress, cancel);

    private static HeaderletContent Content(FitsFile image, HeaderletContentOptions options) => new()
    {
        Key = Key(image, options),
        HdrName = options.HdrName,
        DestIm = options.DestIm,
        SipName = options.SipName,
        NpolFile = options.NpolFile,
        D2ImFile = options.D2ImFile,
        Author = options.Author,
        Description = options.Descrip,
        History = ReadHistory(options.History),
        SciExt = options.SciExt,
    };

    /// <summary>The key of the WCS that the options name.</summary>
    private static char Key(FitsFile image, HeaderletContentOptions options)
    {
        var header = image.Find(options.SciExt.Trim())?.Header ?? throw new InputException($"the file has no extension {options.SciExt}") { File = image.Path, Parameter = "sciext" };
        string word = options.WcsKey.Trim(), wcsName = options.WcsName.Trim();
        bool isPrimary = word.Length == 0 || word.Equals("PRIMARY", StringComparison.OrdinalIgnoreCase);
        if (!isPrimary && word.Length != 1) throw new ParameterException($"'{word}' is no key of a WCS") { Parameter = "wcskey", Expected = "a letter from A to Z, or PRIMARY" };
        char key = isPrimary ? ' ' : char.ToUpperInvariant(word[0]);
        if (wcsName.Length == 0) return key;
        char named = WcsArchive.FindKey(header, wcsName) ?? throw new WcsException($"there is no WCS named {wcsName}")
        {
            File = image.Path,
            Parameter = "wcsname",
            Expected = "one of " + string.Join(", ", WcsArchive.List(header)),
        };
        return isPrimary || named == key ? named
            : throw new WcsException($"the WCS with the key {key} is not named {wcsName}") { File = image.Path, Parameter = "wcskey", Expected = $"the key {named}, or only one of wcskey and wcsname" };
    }

    private static string[] ReadHistory(string path)
    {
        if (path.Trim().Length == 0) return [];
        InputException.ThrowIfMissing(path, "history", "history file");
        return File.ReadAllLines(path);
    }

    private static string OutputName(string image, string output)
    {
        output = output.Trim();
        if (output.EndsWith(".fits", StringComparison.OrdinalIgnoreCase)) return output;
        string root = image.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? image[..^3] : image;
        root = root.EndsWith(".fits", StringComparison.OrdinalIgnoreCase) ? root[..^5] : root;
        return output.Length == 0 ? root + "_hlet.fits" : $"{root}_{output}_hlet.fits";
    }

    private static void RefuseExisting(string path, bool clobber)
    {
        if (!clobber && File.Exists(path)) throw new InputException($"{path} exists already") { File = path, Parameter = "clobber", Advice = "set clobber, or name another file" };
    }
}
