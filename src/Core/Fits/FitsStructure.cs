using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Fits;

/// <summary>The keywords that say how a data unit is laid out (FITS standard 4.0, section 4.4.1).</summary>
internal static class FitsStructure
{
    /// <summary>Rounds a length up to whole blocks.</summary>
    public static long Padded(long length) => (length + CardSyntax.BlockLength - 1) / CardSyntax.BlockLength * CardSyntax.BlockLength;

    /// <summary>Whether a keyword describes the layout of the data and is therefore set by the writer.</summary>
    public static bool IsStructural(string keyword) =>
        keyword is "SIMPLE" or "XTENSION" or "BITPIX" or "NAXIS" or "PCOUNT" or "GCOUNT" or "GROUPS" or "TFIELDS"
        || (keyword.StartsWith("NAXIS", StringComparison.Ordinal) && IsIndex(keyword.AsSpan(5)));

    /// <summary>Keywords that belong to the pixels of an image and not to what it shows.</summary>
    public static bool DescribesPixels(string keyword) =>
        IsStructural(keyword) || keyword is "EXTEND" or "BSCALE" or "BZERO" or "BLANK" or "CHECKSUM" or "DATASUM"
            or "NPIX1" or "NPIX2" or "PIXVALUE";

    /// <summary>The lengths of the axes, NAXIS1 first.</summary>
    public static long[] Axes(FitsHeader header)
    {
        int count = header.GetInt("NAXIS");
        if (count is < 0 or > 999) throw Wrong(header, "NAXIS", count, "0 to 999");
        var axes = new long[count];
        for (int i = 0; i < count; i++)
        {
            string keyword = "NAXIS" + (i + 1).ToString(CultureInfo.InvariantCulture);
            axes[i] = header[keyword] is long length and >= 0 ? length : throw Wrong(header, keyword, header[keyword], "a length of at least 0");
        }
        return axes;
    }

    /// <summary>BITPIX, one of the six values of the standard.</summary>
    public static int BitPix(FitsHeader header)
    {
        int bits = header.GetInt("BITPIX");
        return bits is 8 or 16 or 32 or 64 or -32 or -64 ? bits : throw Wrong(header, "BITPIX", bits, "8, 16, 32, 64, -32 or -64");
    }

    /// <summary>Length of the data unit in bytes, without padding (equations 1 and 2 of the standard).</summary>
    public static long DataLength(FitsHeader header)
    {
        var axes = Axes(header);
        int bits = Math.Abs(BitPix(header));
        if (axes.Length == 0) return 0;
        bool groups = IsRandomGroups(header);
        Int128 length = 1;
        for (int i = groups ? 1 : 0; i < axes.Length; i++)
        {
            length *= axes[i];
            if (length > long.MaxValue) length = long.MaxValue;
        }
        bool extension = header.Contains("XTENSION");
        long parameters = extension || groups ? Count("PCOUNT", 0) : 0;
        long repeats = extension || groups ? Count("GCOUNT", 1) : 1;
        length = (length + parameters) * repeats * (bits / 8);
        return length <= long.MaxValue / 2 ? (long)length
            : throw new FitsException("the header describes more data than any file can hold") { File = header.File, Hdu = header.HduLabel, Keyword = "NAXIS" };

        long Count(string keyword, long missing)
        {
            if (!header.Contains(keyword)) return missing;
            return header[keyword] is long value and >= 0 ? value : throw Wrong(header, keyword, header[keyword], "a number of at least 0");
        }
    }

    /// <summary>Whether a primary header describes random groups (section 6 of the standard).</summary>
    public static bool IsRandomGroups(FitsHeader header) =>
        header.FindBool("GROUPS") == true && header.FindInt("NAXIS") > 0 && header.FindInt("NAXIS1") == 0 && !header.Contains("XTENSION");

    /// <summary>Refuses a table extension whose header does not describe rows of bytes, so that its data unit holds all rows and the heap.</summary>
    public static void RequireTable(FitsHeader header)
    {
        foreach (var (keyword, value) in ((string, long)[])[("BITPIX", 8), ("NAXIS", 2), ("GCOUNT", 1)])
            if (header.Contains(keyword) && !Equals(header[keyword], value)) throw Wrong(header, keyword, header[keyword], value.ToString(CultureInfo.InvariantCulture) + " in a table");
    }

    private static FitsException Wrong(FitsHeader header, string keyword, object? found, string expected) =>
        new($"{keyword} is {Convert.ToString(found, CultureInfo.InvariantCulture)}") { File = header.File, Hdu = header.HduLabel, Keyword = keyword, Expected = expected };

    private static bool IsIndex(ReadOnlySpan<char> text) => text.Length is > 0 and <= 3 && !text.ContainsAnyExceptInRange('0', '9');
}
