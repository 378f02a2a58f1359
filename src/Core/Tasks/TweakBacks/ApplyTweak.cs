using HstNotebooks.Progress;

namespace HstNotebooks.Tasks;

/// <summary>The task apply_tweak: <see cref="TweakBack"/> under the parameter names of its newer form.</summary>
public static class ApplyTweak
{
    /// <summary>Updates the exposures of a drizzled image.</summary>
    /// <exception cref="Errors.HstException">As for <see cref="TweakBack.Run"/>.</exception>
    public static TweakBackResult Run(string drzFile, ApplyTweakOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new ApplyTweakOptions();
        return TweakBack.Run(drzFile, new TweakBackOptions
        {
            OrigWcs = options.OrigWcsName.Trim().Length > 0 ? options.OrigWcsName : options.OrigWcsKey,
            WcsName = options.TweakedWcsName.Trim().Length > 0 ? options.TweakedWcsName : options.TweakedWcsKey,
            NewName = options.OutputWcsName,
            Input = options.InputFiles,
            Force = options.Force,
        }, progress, cancel);
    }
}
