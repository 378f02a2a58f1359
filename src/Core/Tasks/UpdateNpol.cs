using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Progress;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>
/// The task updatenpol: finds the NPOLFILE and D2IMFILE that belong to exposures in a folder of reference files, writes their names
/// into the headers, and updates the WCS (facts: blendheaders-and-photeq 8.10).
/// </summary>
public static class UpdateNpol
{
    /// <summary>Updates files, wildcards, lists or <c>@list</c>.</summary>
    /// <exception cref="HstException">The folder is missing, or it holds no NPOL file for an exposure that has a DGEOFILE.</exception>
    public static IReadOnlyList<UpdateNpolResult> Run(string input, UpdateNpolOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new UpdateNpolOptions();
        if (options.Interactive)
            throw new ParameterException("there are no prompts") { Parameter = "interactive", Expected = "no", Advice = "name only the files that are to be updated" };
        var files = InputFiles.Resolve(input);
        var (folder, prefix) = Folder(options.RefDir);
        var references = Directory.GetFiles(folder, "*.fits").Where(path => path.EndsWith("npl.fits", StringComparison.OrdinalIgnoreCase) || path.EndsWith("d2i.fits", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal).Select(ReadKeys).ToArray();
        var results = new List<UpdateNpolResult>();
        for (int i = 0; i < files.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(new TaskProgress("updatenpol", (double)i / files.Count, files[i]));
            UpdateNpolResult? result = null;
            FitsFile.Update(files[i], file =>
            {
                result = Choose(file.PrimaryHeader, files[i], folder, prefix, references);
                string last = file.PrimaryHeader.Contains("DGEOFILE") ? "DGEOFILE" : "IDCTAB";
                file.PrimaryHeader.Set("NPOLFILE", Value(result.NpolFile, files[i], options.Local), "Non-polynomial corrections in Paper IV LUT", last);
                file.PrimaryHeader.Set("D2IMFILE", Value(result.D2ImFile, files[i], options.Local), "Column correction table", "NPOLFILE");
                if (options.WcsUpdate) DistortionUpdate.Apply(file, new ReferenceFiles(folder));
            });
            results.Add(result!);
        }
        progress?.Report(new TaskProgress("updatenpol", 1));
        return results;

        string Value(string name, string image, bool local)
        {
            if (name.Length == 0 || !local) return name;
            string bare = name[(name.LastIndexOfAny(['$', '/', '\\']) + 1)..];
            string copy = Path.Combine(Path.GetDirectoryName(image) ?? "", bare);
            File.Copy(Path.Combine(folder, bare), copy, overwrite: true);
            return bare;
        }
    }

    private static UpdateNpolResult Choose(FitsHeader header, string path, string folder, string prefix, (string Name, string Detector, string Filter1, string Filter2)[] references)
    {
        string detector = Word(header, "DETECTOR"), filter1 = Word(header, "FILTER1"), filter2 = Word(header, "FILTER2");
        bool wanted = ReferenceFiles.IsNamed(header.FindString("DGEOFILE"));
        // The last match counts.
        string npol = references.LastOrDefault(file => file.Name.EndsWith("npl.fits", StringComparison.OrdinalIgnoreCase) && file.Detector == detector
            && (file.Filter1 == "ANY" || file.Filter1 == filter1 && file.Filter2 == filter2)).Name ?? "";
        if (wanted && npol.Length == 0)
            throw new InputException($"no NPOL file for {detector} {filter1} {filter2}") { File = path, Keyword = "NPOLFILE", Parameter = "refdir", Advice = $"put the *_npl.fits file of this filter into {folder}" };
        string d2Im = references.LastOrDefault(file => file.Name.EndsWith("d2i.fits", StringComparison.OrdinalIgnoreCase) && file.Detector == detector).Name ?? "";
        return new UpdateNpolResult(path, wanted ? prefix + npol : "", d2Im.Length > 0 ? prefix + d2Im : "", d2Im.Length > 0 ? "" : $"no D2IM file for {detector} in {folder}");
    }

    private static (string, string, string, string) ReadKeys(string path)
    {
        using var file = FitsFile.Open(path);
        var header = file.PrimaryHeader;
        return (Path.GetFileName(path), Word(header, "DETECTOR"), Word(header, "FILTER1"), Word(header, "FILTER2"));
    }

    private static string Word(FitsHeader header, string keyword) => header.FindString(keyword)?.Trim().ToUpperInvariant() ?? "";

    private static (string Folder, string Prefix) Folder(string refDir)
    {
        string name = refDir.Trim();
        int dollar = name.IndexOf('$', StringComparison.Ordinal);
        string? folder = dollar > 0 ? Environment.GetEnvironmentVariable(name[..dollar]) : name.Length > 0 ? name : ".";
        if (folder is null || !Directory.Exists(folder))
            throw new InputException($"the folder {refDir} is missing")
            { Parameter = "refdir", Advice = dollar > 0 ? $"set the environment variable {name[..dollar]}" : "name an existing folder" };
        return (folder, dollar > 0 ? name[..(dollar + 1)] : folder.EndsWith('/') ? folder : folder + "/");
    }
}
