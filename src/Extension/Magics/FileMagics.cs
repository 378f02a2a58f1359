using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Parameters;
using HstNotebooks.Pictures;

namespace HstNotebooks.Magics;

/// <summary>Magics that look into FITS files.</summary>
internal static class FileMagics
{
    private static readonly MagicParameter File = new("file", "the FITS file", typeof(string), IsPositional: true, IsRequired: true);

    public static IEnumerable<Magic> All => [FitsInfo(), Header(), Display()];

    private static Magic FitsInfo() => MagicList.Define("fitsinfo", "Lists the HDUs of a FITS file.", [File],
        (arguments, _, _) => Task.FromResult<object?>(Open(FitsName.Parse(arguments.Find("file")!).Path)));

    private static Magic Header() => MagicList.Define("header", "Shows a header, or a table of keywords of several files.",
        [
            new("file", "the file with its extension, as name.fits[sci,1] (without one: the primary header); with keywords also a wildcard", typeof(string), IsPositional: true, IsRequired: true),
            new("keywords", "keywords to show as a table, one row per file", typeof(string[]), IsPositional: true),
        ],
        (arguments, _, _) => Task.Run<object?>(() =>
        {
            // A shell turns a wildcard into several words, so files may stand before the keywords.
            var words = arguments.All("keywords").SelectMany(k => k.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToLookup(IsFileName);
            string name = arguments.Find("file")!;
            string[] keywords = [.. words[false]];
            if (keywords.Length > 0) return HeaderTable.Read(InputFiles.Resolve(string.Join(',', words[true].Prepend(name))), keywords);
            var wanted = FitsName.Parse(name);
            using var file = Open(wanted.Path);
            return file.Find(wanted).Header.Clone();
        }));

    private static Magic Display() => MagicList.Define("display", "Shows a FITS image, and writes it as PNG or HTML where a second name is given.",
        [
            new("file", "the file with its extension, as name.fits[sci,1] (without one: its first image)", typeof(string), IsPositional: true, IsRequired: true),
            new("output", "the picture to write, a name ending in .png or .html", typeof(string), IsPositional: true),
            .. ParameterSet.Describe<ImageDisplayOptions>().Select(TaskMagic.FromDescription),
        ],
        (arguments, host, _) => Task.Run<object?>(() =>
        {
            var options = ParameterSet.Bind<ImageDisplayOptions>(arguments.Values.Where(v => v.Key is not ("file" or "output" or "as")));
            var picture = Pictures.Display.Image(arguments.Find("file")!, options);
            if (arguments.Find("output") is { } output)
            {
                picture.Save(output);
                host.WriteLine("written: " + output);
            }
            return picture;
        }));

    private static bool IsFileName(string word) => word.Contains('.', StringComparison.Ordinal) || System.IO.File.Exists(word);

    private static FitsFile Open(string path)
    {
        InputException.ThrowIfMissing(path);
        return FitsFile.Open(path);
    }
}
