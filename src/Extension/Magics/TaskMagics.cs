using HstNotebooks.Alignment;
using HstNotebooks.Drizzling;
using HstNotebooks.Photometry;

namespace HstNotebooks.Magics;

/// <summary>The tasks of the engine as magics.</summary>
internal static class TaskMagics
{
    public static IEnumerable<Magic> All =>
    [
        TaskMagic.Define<TweakRegOptions>("tweakreg", "Aligns exposures to a catalog, a reference image or one another.", TweakReg.Run)
            with { IsGood = result => result is not TweakRegResult { IsGood: false } },
        TaskMagic.Define<AstroDrizzleOptions>("astrodrizzle", "Combines aligned exposures on an undistorted frame, free of cosmic rays.", AstroDrizzle.Run),
        TaskMagic.Define<PhotEqOptions>("photeq", "Brings chips of different sensitivity to one.", PhotEq.Run),
    ];
}
