using HstNotebooks.Alignment;
using HstNotebooks.Drizzling;
using HstNotebooks.Figures;
using HstNotebooks.Photometry;
using HstNotebooks.Progress;

namespace HstNotebooks.Magics;

/// <summary>The tasks of the engine as magics.</summary>
internal static class TaskMagics
{
    private static readonly MagicParameter Drizzled = new("drzfile", "the drizzled file", typeof(string), IsPositional: true, IsRequired: true);

    public static IEnumerable<Magic> All =>
    [
        TaskMagic.Define<TweakRegOptions>("tweakreg", "Aligns exposures to a catalog, a reference image or one another.", AlignAndPlot)
            with { IsGood = result => result is not TweakRegResult { IsGood: false } },
        TaskMagic.Define<AstroDrizzleOptions>("astrodrizzle", "Combines aligned exposures on an undistorted frame, free of cosmic rays.", AstroDrizzle.Run)
            with { IsGood = result => result is not AstroDrizzleResult { IsEmpty: true } },
        TaskMagic.Define<PhotEqOptions>("photeq", "Brings chips of different sensitivity to one.", PhotEq.Run),
        TaskMagic.Define<BlendHeadersOptions>("blendheaders", "Writes the headers of a drizzled file anew, blended from its exposures.", Drizzled, BlendHeaders.Run),
    ];

    /// <summary>TweakReg with the plots that its parameters ask for; the engine itself draws nothing.</summary>
    private static TweakRegResult AlignAndPlot(string input, TweakRegOptions options, IProgress<TaskProgress> progress, CancellationToken cancel)
    {
        var result = TweakReg.Run(input, options, progress, cancel);
        return result with { Products = [.. result.Products, .. result.WritePlots(options.OutputFolder)] };
    }
}
