using HstNotebooks.Drizzling;

namespace HstNotebooks.Magics;

/// <summary>The steps of AstroDrizzle as magics of their own, for those who want one step.</summary>
internal static class DrizzleStepMagics
{
    private static readonly MagicParameter Image = new("input", "the image with its extension, as name.fits[sci,1]; name.fits for all chips", typeof(string), IsPositional: true, IsRequired: true);

    public static IEnumerable<Magic> All =>
    [
        TaskMagic.Define<CreateStaticMaskOptions>("static_mask", "Masks pixels far below the sky, one mask for each detector area.", CreateStaticMask.Run),
        TaskMagic.Define<SkyMatchOptions>("skymatch", "Measures or matches the sky of exposures and writes MDRIZSKY.", SkyMatch.Run),
        TaskMagic.Define<DrizzleOptions>("drizzle", "Drizzles an image onto a new output, or adds it to one that exists.", Image, Drizzle.Run),
        TaskMagic.Define<CreateMedianOptions>("median", "Combines the separately drizzled images into one that is free of cosmic rays.", CreateMedian.Run),
        TaskMagic.Define<BlotOptions>("blot", "Puts a drizzled image back on the pixels of a chip.", Image with { Name = "data", Help = "the drizzled image" }, Blot.Run),
        TaskMagic.Define<DrizCrOptions>("driz_cr", "Finds cosmic rays by comparison with the blotted median.", DrizCr.Run),
    ];
}
