using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Exposures that follow a moving target (MTFLAG): the target stays on its pixels while the sky moves, so all of them take the WCS of the first one,
/// chip by chip, and the target is what is combined. This is what DrizzlePac does.
/// </summary>
internal sealed class MovingTarget
{
    private Dictionary<int, ImageWcs>? first;
    private string firstName = "", last = "";

    /// <summary>How many exposures follow a moving target.</summary>
    public int Exposures { get; private set; }

    /// <summary>The WCS of a chip: its own, or that of the first exposure of the moving target. Ask for the chips of an exposure one after the other.</summary>
    public ImageWcs WcsOf(Exposure exposure, Chip chip, string wcsKey)
    {
        var own = WcsKey.Select(exposure, chip, wcsKey);
        if (!IsMoving(exposure)) return own;
        if (exposure.FileName != last) (last, Exposures) = (exposure.FileName, Exposures + 1);
        if (first is null) (first, firstName) = ([], exposure.FileName);
        if (exposure.FileName == firstName)
        {
            first.TryAdd(chip.ExtVer, own);
            return own;
        }
        if (first.TryGetValue(chip.ExtVer, out var reference) && reference.Width == own.Width && reference.Height == own.Height) return reference;
        throw new InputException($"the exposure follows a moving target, and {firstName}, the first that does, has no chip of {own.Width} x {own.Height} pixels with this number")
        { File = exposure.Path, Hdu = $"[SCI,{chip.ExtVer}]", Keyword = "MTFLAG", Advice = "drizzle exposures of one subarray together, or set MTFLAG to F where the target stands still" };
    }

    /// <summary>MTFLAG is true, or a text with a T.</summary>
    private static bool IsMoving(Exposure exposure) => exposure.Header.Contains("MTFLAG") && exposure.Header["MTFLAG"] switch
    {
        bool flag => flag,
        string text => text.Contains('T', StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
