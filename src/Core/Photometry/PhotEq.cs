using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Images;
using HstNotebooks.Progress;

namespace HstNotebooks.Photometry;

/// <summary>
/// Brings chips of different sensitivity to one: data are multiplied so that the same inverse sensitivity (PHOTFLAM) holds
/// for all of them, and a star has the same counts on every chip (facts: blendheaders-and-photeq 8.6).
/// </summary>
public static class PhotEq
{
    /// <summary>Runs photeq on files, wildcards, lists or <c>@list</c>.</summary>
    /// <param name="input">The files; they are changed in place unless <see cref="PhotEqOptions.ReadOnly"/> is set, which is the default.</param>
    /// <param name="options">Parameters; DrizzlePac's defaults where none are given.</param>
    /// <param name="progress">Told after each file.</param>
    /// <param name="cancel">Stops between files; each file is the old one or the new one.</param>
    /// <exception cref="Errors.InputException">No file has the keyword, or integer data would have to be scaled.</exception>
    public static PhotEqResult Run(string input = "*_flt.fits", PhotEqOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        Run(InputFiles.Resolve(input), options, progress, cancel);

    /// <summary>Runs photeq on a list of files.</summary>
    public static PhotEqResult Run(IReadOnlyList<string> files, PhotEqOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new();
        AtomicFile.RequireWritable(options.LogFile ?? "", "logfile");
        // All factors are known, and all reasons to refuse found, before the first file is touched.
        var result = PhotEqPlan.Make(files, options);
        if (!options.ReadOnly)
        {
            var byFile = result.Changes.GroupBy(c => c.FileName).ToList();
            for (int i = 0; i < byFile.Count; i++)
            {
                cancel.ThrowIfCancellationRequested();
                progress?.Report(new("photeq", (double)i / byFile.Count, byFile[i].Key));
                FitsFile.Update(byFile[i].Key, file => Apply(file, byFile[i], options));
            }
        }
        if (!string.IsNullOrWhiteSpace(options.LogFile)) PhotEqLog.Write(options.LogFile, result, options);
        progress?.Report(new("photeq", 1));
        return result;
    }

    private static void Apply(FitsFile file, IEnumerable<PhotEqChange> changes, PhotEqOptions options)
    {
        foreach (var change in changes)
        {
            if (change.IsReference) continue;
            var hdu = PhotEqPlan.FindHdu(file, change.ExtName, change.ExtVer);
            if (change.OldValue is not null) hdu.Header[options.PhotKwd] = change.NewValue;
            foreach (var (keyword, _, value) in change.AuxiliaryKeywords) hdu.Header[keyword] = value;
            if (change.Factor == 1) continue;
            if (change.ScalesData) Multiply((ImageHdu)hdu, change.Factor);
            if (change.ScalesError) Multiply(file.Image(options.ErrExt!, change.ExtVer), change.Factor);
        }
    }

    private static void Multiply(ImageHdu hdu, double factor)
    {
        if (hdu.Header.GetInt("BITPIX") == -64) Multiply(hdu, hdu.Read<double>(), factor);
        else Multiply(hdu, hdu.Read<float>(), (float)factor);
    }

    private static void Multiply<T>(ImageHdu hdu, Image<T> image, T factor) where T : unmanaged, System.Numerics.INumber<T>
    {
        var pixels = image.Span;
        for (int i = 0; i < pixels.Length; i++) pixels[i] *= factor;
        hdu.SetImage(image);
    }
}
