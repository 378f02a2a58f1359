using HstNotebooks.Fits;

namespace HstNotebooks.Magics;

/// <summary>Magics that look into FITS files.</summary>
internal static class FileMagics
{
    private static readonly MagicParameter File = new("file", "the FITS file", typeof(string), IsPositional: true, IsRequired: true);

    public static IEnumerable<Magic> All =>
    [
        MagicList.Define("fitsinfo", "Lists the HDUs of a FITS file.", [File],
            (arguments, _, _) => Task.FromResult<object?>(FitsFile.Open(arguments.Find("file")!))),
    ];
}
