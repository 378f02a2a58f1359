using System.Globalization;
using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Progress;
using HstNotebooks.Sky;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>
/// The tasks tweakback and apply_tweak: carry the alignment of a drizzled image back to the exposures that it was made of
/// (facts: header-update 4.10). The old WCS of every exposure is archived.
/// </summary>
/// <remarks>
/// Unlike DrizzlePac, the WCS that the image was made with is recognised by the names that the exposures have now, and the result
/// says how; exposures that have another WCS by now are refused unless forced; FITNAME, NMATCH and the rms of the new solution are
/// those of the drizzled image.
/// </remarks>
public static class TweakBack
{
    /// <summary>Updates the exposures of a drizzled image.</summary>
    /// <param name="drzFile">The aligned drizzled image, with or without an extension.</param>
    /// <param name="options">The parameters.</param>
    /// <param name="progress">Told before each file.</param>
    /// <param name="cancel">Stops between two files.</param>
    /// <exception cref="HstException">A WCS cannot be told, the new name is in use, or a file is missing. All files are checked before the first is changed.</exception>
    public static TweakBackResult Run(string drzFile, TweakBackOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new TweakBackOptions();
        var image = FitsName.Parse(drzFile);
        FitsHeader header, primary;
        using (var drizzled = FitsFile.Open(image.Path))
        {
            primary = drizzled.PrimaryHeader.Clone();
            header = (image.HasExtension ? drizzled.Find(image) : drizzled.Find("SCI") ?? drizzled[0]).Header.Clone();
        }
        var files = options.Input.Trim().Length > 0 ? InputFiles.Resolve(options.Input) : ListedFiles(primary, header, image.Path);
        var present = files.Select(file => PresentNames(file, options.ExtName)).ToArray();
        var solutions = DrizzledSolutions.Find(header, image.Path, options.OrigWcs, options.WcsName, [.. present.Select(names => names[0].Name)]);
        string newName = options.NewName.Trim().Length > 0 ? options.NewName.Trim() : solutions.After.Name;
        if (newName.Length == 0) throw new WcsException("the aligned WCS of the drizzled image has no name") { File = image.Path, Parameter = "newname", Advice = "give a newname" };
        for (int i = 0; i < files.Count; i++) Check(files[i], present[i], newName, solutions, options.Force);

        var results = new List<TweakBackFile>();
        for (int i = 0; i < files.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            if (options.Verbose) progress?.Report(new TaskProgress("tweakback", (double)i / files.Count, files[i]));
            FitsFile.Update(files[i], file => results.Add(Apply(file, files[i], newName, solutions, options.ExtName)));
        }
        progress?.Report(new TaskProgress("tweakback", 1));
        return new TweakBackResult(image.Path, solutions.Before, solutions.After, solutions.Reason, newName, results);
    }

    private static TweakBackFile Apply(FitsFile file, string path, string newName, DrizzledSolutions solutions, string extName)
    {
        var headers = Headers(file, extName);
        var before = headers.Select(header => LinearWcs.FromHeader(header)).ToArray();
        var after = headers.Select(header => WcsCorrection.FromFrames(ImageWcs.FromHeader(header, file), solutions.BeforeWcs, solutions.AfterWcs)).ToArray();
        WcsCorrTable.Ensure(file);
        char key = WcsArchive.Archive(headers);
        var archived = new WcsEntry(key, WcsArchive.NameOf(headers[0], key));
        string today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        for (int i = 0; i < headers.Count; i++)
        {
            WcsHeader.Write(headers[i], after[i], newName);
            FitCards.Write(headers[i], newName, solutions.MatchCount, solutions.RmsRa, solutions.RmsDec);
            headers[i].AddHistory($"tweakback: archived primary WCS under key '{key}' on {today}");
            headers[i].AddHistory($"tweakback: WCSNAME{key}='{archived.Name}'");
            headers[i].AddHistory($"tweakback: applied the correction from {solutions.Before.Name} to {solutions.After.Name} on {today}");
        }
        WcsCorrTable.Record(file);
        return new TweakBackFile(path, archived, [.. headers.Select((header, i) => new TweakBackChip(header.FindInt("EXTVER") ?? 1,
            3600 * new SkyPosition(before[i].CrVal1, before[i].CrVal2).SeparationTo(new SkyPosition(after[i].CrVal1, after[i].CrVal2))))]);
    }

    private static void Check(string path, IReadOnlyList<WcsEntry> present, string newName, DrizzledSolutions solutions, bool force)
    {
        if (present.Any(entry => entry.Name.Equals(newName, StringComparison.OrdinalIgnoreCase)))
            throw new WcsException($"the exposure has a WCS named {newName} already") { File = path, Keyword = "WCSNAME", Parameter = "newname", Advice = "give another newname" };
        if (!force && !present[0].Name.Equals(solutions.Before.Name, StringComparison.OrdinalIgnoreCase))
            throw new WcsException($"the exposure has the WCS {present[0].Name}, but the drizzled image was made with {solutions.Before.Name}")
            {
                File = path,
                Keyword = "WCSNAME",
                Parameter = "force",
                Advice = $"restore {solutions.Before.Name} as the primary WCS first, or set force",
            };
    }

    private static IReadOnlyList<WcsEntry> PresentNames(string path, string extName)
    {
        using var file = FitsFile.Open(path);
        var entries = WcsArchive.List(Headers(file, extName)[0]);
        return entries.Count > 0 && entries[0].IsPrimary ? entries : throw new WcsException("the exposure has no WCS") { File = path };
    }

    private static IReadOnlyList<FitsHeader> Headers(FitsFile file, string extName)
    {
        var headers = file.Hdus.Where(hdu => hdu.Name.Equals(extName.Trim(), StringComparison.OrdinalIgnoreCase)).OrderBy(hdu => hdu.Version).Select(hdu => hdu.Header).ToArray();
        return headers.Length > 0 ? headers : throw new InputException($"the file has no extension {extName}") { File = file.Path, Parameter = "extname" };
    }

    /// <summary>The exposures named by D001DATA, D002DATA, ...: beside the drizzled image, or in the working directory.</summary>
    private static List<string> ListedFiles(FitsHeader primary, FitsHeader header, string drzPath)
    {
        var chips = DrizzledInputs.Of(primary.Contains("D001DATA") ? primary : header);
        string[] names = [.. chips.Select(chip => FitsName.Parse(chip).Path).Distinct()];
        if (names.Length == 0) throw new InputException("the image does not say which exposures it was made of") { File = drzPath, Keyword = "D001DATA", Parameter = "input", Advice = "name the exposures" };
        string folder = Path.GetDirectoryName(Path.GetFullPath(drzPath)) ?? "";
        return [.. names.Select(name => File.Exists(Path.Combine(folder, name)) ? Path.Combine(folder, name) : File.Exists(name) ? name
            : throw new InputException($"the exposure {name} is missing") { File = drzPath, Keyword = "D001DATA", Advice = $"put it into {folder}, or name the exposures as input" })];
    }
}
