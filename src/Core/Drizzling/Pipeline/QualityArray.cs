using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Changes the data quality array of a file and keeps its type on disk.</summary>
internal static class QualityArray
{
    private const double UnsignedZero = 32768;

    /// <summary>Clears bits everywhere and sets a value or bits at some pixels.</summary>
    /// <param name="hdu">The extension.</param>
    /// <param name="clear">Bits to clear.</param>
    /// <param name="hits">The pixels to mark; null = none.</param>
    /// <param name="mark">Bits to set there.</param>
    /// <param name="replace">Whether the marked pixels lose their other bits.</param>
    public static void Change(ImageHdu hdu, int clear, PackedMask? hits, int mark, bool replace)
    {
        switch (hdu.BitPix)
        {
            case 16 when hdu.Header.FindDouble("BZERO") is not UnsignedZero:
                var small = hdu.Read<short>();
                if (Change(small.Pixels, v => (short)(v & ~clear), v => (short)(replace ? mark : (ushort)v | mark), hits, clear)) hdu.SetImage(small);
                break;
            case 16:
                var unsigned = hdu.Read<ushort>();
                if (Change(unsigned.Pixels, v => (ushort)(v & ~clear), v => (ushort)(replace ? mark : v | mark), hits, clear)) hdu.SetImage(unsigned);
                break;
            case 8:
                var bytes = hdu.Read<byte>();
                if (Change(bytes.Pixels, v => (byte)(v & ~clear), v => (byte)(replace ? mark : v | mark), hits, clear)) hdu.SetImage(bytes);
                break;
            default:
                var wide = hdu.Read<int>();
                if (Change(wide.Pixels, v => v & ~clear, v => replace ? mark : v | mark, hits, clear)) hdu.SetImage(wide);
                break;
        }
    }

    private static bool Change<T>(T[] values, Func<T, T> clearBits, Func<T, T> setBits, PackedMask? hits, int clear) where T : unmanaged, IEquatable<T>
    {
        bool changed = false;
        if (clear != 0)
        {
            for (int i = 0; i < values.Length; i++)
            {
                // Most pixels of a data quality array are 0.
                if (values[i].Equals(default(T))) continue;
                var cleared = clearBits(values[i]);
                changed |= !cleared.Equals(values[i]);
                values[i] = cleared;
            }
        }
        hits?.ForEachMasked(i =>
        {
            var marked = setBits(values[i]);
            changed |= !marked.Equals(values[i]);
            values[i] = marked;
        });
        return changed;
    }
}
