using HstNotebooks.Progress;

namespace HstNotebooks.Alignment;

/// <summary>Aligns HST exposures to a reference catalog, a reference image or one another.</summary>
public static class TweakReg
{
    /// <summary>Runs TweakReg on files, wildcards, lists or <c>@list</c> (see <see cref="Exposures.InputFiles"/>). Products are written to the working directory.</summary>
    public static TweakRegResult Run(string input, TweakRegOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) => throw new NotImplementedException();
    /// <summary>Runs TweakReg on a list of files.</summary>
    public static TweakRegResult Run(IReadOnlyList<string> files, TweakRegOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) => throw new NotImplementedException();
}
