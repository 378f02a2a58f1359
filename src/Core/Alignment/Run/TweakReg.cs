using HstNotebooks.Exposures;
using HstNotebooks.Progress;

namespace HstNotebooks.Alignment;

/// <summary>Aligns HST exposures to a reference catalog, a reference image or one another.</summary>
/// <remarks>
/// Products are written to the working directory under DrizzlePac's names. Headers are changed only with
/// <see cref="TweakRegOptions.UpdateHdr"/>, only after every image was fitted, and only where the alignment is good (or poor and
/// <see cref="TweakRegOptions.Force"/> is set); a file is either updated in all its chips or left as it was.
/// </remarks>
public static class TweakReg
{
    /// <summary>Runs TweakReg on files, wildcards, lists or <c>@list</c> (see <see cref="InputFiles"/>).</summary>
    /// <exception cref="Errors.HstException">Something cannot be used; no header was touched.</exception>
    public static TweakRegResult Run(string input, TweakRegOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new TweakRegOptions();
        string files = input.Length > 0 ? input : options.Input;
        // A list may name the catalogs of the chips behind each image; it then serves as catfile too (facts: catalogs-and-regions 2.1).
        if (files.StartsWith('@') && options.CatFile.IsEmpty && CatalogList.NamesCatalogs(files[1..])) options = options with { CatFile = files[1..] };
        return Run(InputFiles.Resolve(files), options, progress, cancel);
    }

    /// <summary>Runs TweakReg on a list of files.</summary>
    /// <exception cref="Errors.HstException">Something cannot be used; no header was touched.</exception>
    public static TweakRegResult Run(IReadOnlyList<string> files, TweakRegOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        if (files.Count == 0) throw new Errors.InputException("no input file is named") { Parameter = "input" };
        var result = new TweakRegRun(files, options ?? new TweakRegOptions(), progress, cancel).Execute();
        progress?.Report(new TaskProgress("done", 1));
        return result;
    }
}
