using HstNotebooks.Tasks;

namespace HstNotebooks.Magics;

/// <summary>Magics that convert coordinates and change the WCS of files.</summary>
internal static class WcsMagics
{
    private static readonly MagicParameter Image = new("input", "the image with its extension, as name.fits[sci,1]", typeof(string), IsPositional: true, IsRequired: true);
    private static readonly MagicParameter Drizzled = new("drzfile", "the drizzled image that was aligned", typeof(string), IsPositional: true, IsRequired: true);

    private static readonly MagicParameter Regions = new("input_reg", "the region files: a name, a wildcard in quotes, a comma list, or @list", typeof(string[]), IsPositional: true, IsRequired: true);

    public static IEnumerable<Magic> All =>
    [
        TaskMagic.Define<UpdateWcsOptions>("updatewcs", "Rebuilds the WCS of exposures from the pointing and the reference files.", UpdateWcs.Run),
        TaskMagic.Define<PixToSkyOptions>("pixtosky", "Converts pixels of an image to the sky, with the full distortion.", Image, PixToSky.Run),
        TaskMagic.Define<SkyToPixOptions>("skytopix", "Converts sky positions to pixels of an image, with the full distortion.", Image, SkyToPix.Run),
        TaskMagic.Define<PixToPixOptions>("pixtopix", "Converts pixels of an image to those of another.", Image with { Name = "inimage" }, PixToPix.Run),
        TaskMagic.Define<TweakBackOptions>("tweakback", "Carries the alignment of a drizzled image back to its exposures.", Drizzled, TweakBack.Run),
        TaskMagic.Define<ApplyTweakOptions>("apply_tweak", "Carries the alignment of a drizzled image back to its exposures, by the names of its WCSs.", Drizzled, ApplyTweak.Run),
        TaskMagic.Define<UpdateNpolOptions>("updatenpol", "Finds the NPOL and D2IM files of exposures in a folder and applies them.", UpdateNpol.Run),
        TaskMagic.Define<MapRegOptions>("mapreg", "Maps DS9 regions on the sky to the pixels of images, with the full distortion.", Regions, MapReg.Run),
        TaskMagic.Define<ResetBitsOptions>("resetbits", "Clears bits of data quality arrays.", ResetBits.Run),
        TaskMagic.Define<PixReplaceOptions>("pixreplace", "Replaces every pixel of one value by another value.", PixReplace.Run),
    ];
}
