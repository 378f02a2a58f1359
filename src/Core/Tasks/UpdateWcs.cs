using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Progress;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>
/// The task updatewcs: rebuilds the WCS of exposures from their pointing and the calibration reference files that their headers name.
/// </summary>
public static class UpdateWcs
{
    /// <summary>Updates files, wildcards, lists or <c>@list</c> (see <see cref="InputFiles"/>).</summary>
    /// <returns>What was applied to each file, in the order of the input.</returns>
    /// <exception cref="HstException">A file cannot be updated, for instance because a reference file is missing; it is unchanged then.</exception>
    public static IReadOnlyList<UpdateWcsResult> Run(string input, UpdateWcsOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) =>
        Run(InputFiles.Resolve(input), options, progress, cancel);

    /// <summary>Updates files.</summary>
    /// <returns>What was applied to each file, in the order of the input.</returns>
    /// <exception cref="HstException">A file cannot be updated, for instance because a reference file is missing; it is unchanged then.</exception>
    public static IReadOnlyList<UpdateWcsResult> Run(IReadOnlyList<string> files, UpdateWcsOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new UpdateWcsOptions();
        if (!options.ExtName.Trim().Equals("SCI", StringComparison.OrdinalIgnoreCase))
            throw new ParameterException($"the WCS of extensions named {options.ExtName} cannot be rebuilt") { Parameter = "extname", Expected = "SCI" };
        if (options.CheckFiles)
        {
            foreach (string path in files)
            {
                using var file = FitsFile.Open(path);
                DistortionUpdate.Check(file);
            }
        }
        var references = new ReferenceFiles(options.RefDir.Length > 0 ? [options.RefDir] : []);
        var results = new List<UpdateWcsResult>();
        for (int i = 0; i < files.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Report(new TaskProgress("updatewcs", (double)i / files.Count, files[i]));
            IReadOnlyList<string> applied = [];
            IReadOnlyList<WcsEntry> solutions = [];
            FitsFile.Update(files[i], file =>
            {
                applied = DistortionUpdate.Apply(file, references, options.Corrections);
                solutions = WcsArchive.List(WcsArchive.ScienceHeaders(file)[0]);
            });
            results.Add(new UpdateWcsResult(files[i], applied, solutions));
        }
        progress?.Report(new TaskProgress("updatewcs", 1));
        return results;
    }
}
