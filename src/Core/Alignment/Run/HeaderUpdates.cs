using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>Writes solutions into the headers of the inputs, and checks beforehand that this is possible.</summary>
internal static class HeaderUpdates
{
    /// <summary>The fit as the WCS part of the engine takes it.</summary>
    public static PlaneFit PlaneFitOf(LinearFit fit) => new(fit.ShiftX, fit.ShiftY, fit.M11, fit.M12, fit.M21, fit.M22);

    /// <summary>The name of the new WCS.</summary>
    public static string NameOf(TweakRegOptions options) =>
        options.WcsName.Trim() is { Length: > 0 } name && !name.Equals("INDEF", StringComparison.OrdinalIgnoreCase) ? name : WcsNames.Default;

    /// <summary>Refuses inputs that cannot be updated before any work is done: read-only or compressed files, and names that are in use.</summary>
    /// <exception cref="InputException">A file cannot be written, or already has a WCS of the name.</exception>
    public static void CheckBefore(IReadOnlyList<string> files, TweakRegOptions options)
    {
        if (!options.UpdateHdr && !options.UpdateWcs) return;
        foreach (string path in files)
        {
            if (path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
                throw new InputException("headers of a compressed file cannot be updated") { File = path, Parameter = "updatehdr", Advice = "unpack it first" };
            InputException.ThrowIfMissing(path);
            if (!IsWritable(path))
                throw new InputException("the file cannot be written to, so its header cannot be updated") { File = path, Parameter = "updatehdr", Advice = "change its permissions, or set updatehdr no" };
            if (options.UpdateHdr) CheckName(path, options);
        }
    }

    /// <summary>
    /// Runs updatewcs on the inputs, with the reference files that their headers name, which may also lie beside the exposures. All are
    /// checked before the first is changed.
    /// </summary>
    /// <exception cref="HstException">A file is none that updatewcs knows, or a reference file is missing; that file is unchanged.</exception>
    public static void RunUpdateWcs(IReadOnlyList<string> files, RunLog log, CancellationToken cancel)
    {
        foreach (string path in files)
        {
            using var file = FitsFile.Open(path);
            DistortionUpdate.Check(file);
        }
        foreach (string path in files)
        {
            cancel.ThrowIfCancellationRequested();
            var references = new ReferenceFiles([Path.GetDirectoryName(Path.GetFullPath(path))!]);
            IReadOnlyList<string> applied = [];
            FitsFile.Update(path, file => applied = DistortionUpdate.Apply(file, references));
            log.Info($"updatewcs: {Path.GetFileName(path)} has a new WCS from {string.Join(", ", applied)}");
        }
    }

    /// <summary>Updates the header of one image where its verdict allows it; a file that cannot be updated stays as it was.</summary>
    public static ImageAlignment Apply(ImageAlignment image, SkyFrame frame, string reference, TweakRegOptions options, RunLog log, ProductFiles products)
    {
        string name = NameOf(options);
        switch (image.Verdict)
        {
            case AlignmentVerdict.Reference:
                FitsFile.Update(image.Path, file => AlignmentUpdate.MarkReference(file, name, options.ReuseName));
                log.Info($"....Header of the reference '{image.FileName}' keeps its WCS under the name {name}");
                break;
            case AlignmentVerdict.Good:
            case AlignmentVerdict.Poor when options.Force:
                var solution = new AlignmentSolution(name, frame.Wcs, PlaneFitOf(image.Fit!), image.Fit!.Count, image.RmsRa, image.RmsDec, options.ReuseName);
                Headerlet? headerlet = null;
                FitsFile.Update(image.Path, file =>
                {
                    AlignmentUpdate.Apply(file, solution);
                    if (options.Headerlet) headerlet = HeaderletProducts.Make(file, image, reference, options);
                });
                if (headerlet is not null)
                {
                    string path = products.PathOf(HeaderletProducts.NameOf(image.Path, options));
                    headerlet.Save(path);
                    headerlet.Dispose();
                    products.Remember(path);
                    log.Info($"Wrote the headerlet {path}");
                }
                log.Info($"....Updating header for '{image.FileName}' ...");
                break;
            default:
                log.Warning($"the header of '{image.FileName}' is not updated: the alignment is {image.Verdict.ToString().ToLowerInvariant()}");
                return image;
        }
        products.Remember(image.Path);
        return image with { HeaderUpdated = true };
    }

    private static bool IsWritable(string path)
    {
        if ((File.GetAttributes(path) & FileAttributes.ReadOnly) != 0) return false;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            return true;
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return false;
        }
    }

    /// <summary>The name must be new in every input, unless reusename allows the primary WCS to have it (facts: catalogs-and-regions 2.10).</summary>
    private static void CheckName(string path, TweakRegOptions options)
    {
        using var file = FitsFile.Open(path);
        foreach (var entry in WcsArchive.List(WcsArchive.ScienceHeaders(file)[0]))
        {
            if (!entry.Name.Equals(NameOf(options), StringComparison.OrdinalIgnoreCase) || (entry.IsPrimary && options.ReuseName)) continue;
            throw new InputException($"the file already has a WCS named '{entry.Name}'")
            {
                File = path,
                Parameter = "wcsname",
                Keyword = entry.IsPrimary ? "WCSNAME" : "WCSNAME" + entry.Key,
                Advice = entry.IsPrimary ? "choose another name, or set reusename to replace it" : "choose another name",
            };
        }
    }
}
