using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Fits;

public abstract partial class Hdu
{
    private bool wantsChecksum;

    /// <summary>Makes this HDU be written with CHECKSUM and DATASUM.</summary>
    /// <remarks>An HDU that has them already keeps them up to date: they are formed anew when a changed HDU is written.</remarks>
    public void AddChecksum() => wantsChecksum = true;

    /// <summary>Compares CHECKSUM and DATASUM with the bytes in the file that the HDU was read from.</summary>
    /// <exception cref="FitsException">The HDU was not read from a file.</exception>
    public (ChecksumState Checksum, ChecksumState DataSum) VerifyChecksum()
    {
        var extent = Extent ?? throw new FitsException("a checksum can be verified only for an HDU in a file") { Hdu = Label };
        using var header = new ChecksumStream();
        extent.Source.CopyTo(header, extent.HeaderStart, extent.HeaderLength);
        uint data = DataSum();
        var written = HeaderToWrite;
        var stored = Checksum.Parse(written.FindString("DATASUM"));
        uint whole = Checksum.Add(header.Sum, data);
        return (!written.Contains("CHECKSUM") ? ChecksumState.Absent : whole is 0 or uint.MaxValue ? ChecksumState.Correct : ChecksumState.Wrong,
            !written.Contains("DATASUM") ? ChecksumState.Absent : stored == data ? ChecksumState.Correct : ChecksumState.Wrong);
    }

    /// <summary>Brings CHECKSUM and DATASUM up to date where the HDU has them and was changed, or shall have them.</summary>
    private void UpdateChecksum()
    {
        var header = HeaderToWrite;
        bool has = header.Contains("CHECKSUM") || header.Contains("DATASUM");
        if (!has && !wantsChecksum) return;
        bool changed = !HasOriginalData || Extent is not { } extent || !SameHeader(header, extent);
        if (has && !changed) return;

        // Unchanged data keep their sum: a wrong one stays visible.
        uint data = HasOriginalData && Checksum.Parse(header.FindString("DATASUM")) is { } known ? known : DataSum();
        header.Set("DATASUM", data.ToString(CultureInfo.InvariantCulture), header.Contains("DATASUM") ? null : "data unit checksum");
        header.Set("CHECKSUM", Checksum.Zero, header.Contains("CHECKSUM") ? null : "HDU checksum");
        uint sum = Checksum.Add(Checksum.Add(0, header.ToBytes()), data);
        header.Set("CHECKSUM", Checksum.Encode(sum));
    }

    private static bool SameHeader(FitsHeader header, HduExtent extent)
    {
        byte[] bytes = header.ToBytes();
        if (bytes.Length != extent.HeaderLength) return false;
        using var lease = extent.Source.Lease();
        return lease.Span(extent.HeaderStart, bytes.Length).SequenceEqual(bytes);
    }

    /// <summary>The sum of the data unit as it is written.</summary>
    private protected virtual uint DataSum()
    {
        using var stream = new ChecksumStream();
        if (HasOriginalData && Extent is { } extent) extent.Source.CopyTo(stream, extent.DataStart, extent.PaddedDataLength);
        else
        {
            WriteData(stream);
            FitsFile.WritePadding(stream, this);
        }
        return stream.Sum;
    }
}
