using HstNotebooks.Tasks;

namespace HstNotebooks.Magics;

/// <summary>Magics that convert coordinates and change the WCS of files.</summary>
internal static class WcsMagics
{
    private static readonly MagicParameter Image = new("input", "the image with its extension, as name.fits[sci,1]", typeof(string), IsPositional: true, IsRequired: true);
    private static readonly MagicParameter Drizzled = new("drzfile", "the drizzled image that was aligned", typeof(string), IsPositional: true, IsRequired: true);

    public static IEnumerable<Magic> All =>
    [
        TaskMagic.Define<UpdateWcsOptions>("updatewcs", "Rebuilds the WCS of exposures from the pointing and the reference files.", UpdateWcs.Run),
        TaskMagic.Define<PixToSkyOptions>("pixtosky", "Converts pixels of an image to the sky, with the full distortion.", Image, PixToSky.Run),
        TaskMagic.Define<SkyToPixOptions>("skytopix", "Converts sky positions to pixels of an image, with the full distortion.", Image, SkyToPix.Run),
        TaskMagic.Define<PixToPixOptions>("pixtopix", "Converts pixels of an image to those of another.", Image with { Name = "inimage" }, PixToPix.Run),
        TaskMagic.Define<TweakBackOptions>("tweakback", "Carries the alignment of a drizzled image back to its exposures.", Drizzled, TweakBack.Run),
        TaskMagic.Define<ApplyTweakOptions>("apply_tweak", "Carries the alignment of a drizzled image back to its exposures, by the names of its WCSs.", Drizzled, ApplyTweak.Run),
    ];
}
