using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Changes the data quality array of a file and keeps its type on disk.</summary>
internal static class QualityArray
{
    /// <summary>Lets an action change the values; writes them back where it did. Returns whether any changed.</summary>
    public static bool Change(ImageHdu hdu, Action<int[]> change)
    {
        int width = hdu.Width, height = hdu.Height;
        int[] before = hdu.Read<int>().Pixels, values = (int[])before.Clone();
        change(values);
        if (values.AsSpan().SequenceEqual(before)) return false;
        bool unsigned16 = hdu.Header.FindDouble("BZERO") == 32768;
        switch (hdu.BitPix)
        {
            case 8: Store(values, v => (byte)v); break;
            case 16 when unsigned16: Store(values, v => (ushort)v); break;
            case 16: Store(values, v => (short)v); break;
            default: hdu.SetImage(new Image<int>(width, height, values)); break;
        }
        return true;

        void Store<T>(int[] source, Func<int, T> convert) where T : unmanaged
        {
            var pixels = new T[source.Length];
            for (int i = 0; i < pixels.Length; i++) pixels[i] = convert(source[i]);
            hdu.SetImage(new Image<T>(width, height, pixels));
        }
    }
}
