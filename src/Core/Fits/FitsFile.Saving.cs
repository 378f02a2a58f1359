using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Fits;

public sealed partial class FitsFile
{
    /// <summary>Writes a complete new file, atomically: temporary file in the same folder, flush, rename. A path ending in .gz is compressed.</summary>
    /// <exception cref="FitsException">The file is there and <paramref name="overwrite"/> is false, it cannot be written, or there is nothing to write. The old file is untouched.</exception>
    public void Save(string path, bool overwrite = true, CancellationToken cancel = default)
    {
        if (hdus.Count == 0) throw new FitsException("there is nothing to save: the file has no HDU") { File = path };
        if (!overwrite && File.Exists(path))
            throw new FitsException($"{path} exists already") { File = path, Advice = "choose another name, or allow overwriting" };
        Write(path, WriteTo, overwrite, cancel);
    }

    /// <summary>Writes the file in the place of the one it was read from, which it lets go of before that is replaced: Windows replaces no file that is mapped.</summary>
    private void Replace(string path) => Write(path, stream => { WriteTo(stream); Dispose(); }, overwrite: true, CancellationToken.None);

    private static void Write(string path, Action<Stream> write, bool overwrite, CancellationToken cancel)
    {
        try
        {
            OutputFile.Write(path, write, overwrite, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw BandedFile.CannotWrite(path, e);
        }
    }

    /// <summary>Writes the file to a stream.</summary>
    /// <exception cref="FitsException">There is nothing to write.</exception>
    public void WriteTo(Stream target)
    {
        Prepare();
        foreach (var hdu in hdus)
        {
            target.Write(hdu.HeaderToWrite.ToBytes());
            if (hdu.HasOriginalData && hdu.Extent is { } extent) extent.Source.CopyTo(target, extent.DataStart, extent.DataLength);
            else hdu.WriteData(target);
            WritePadding(target, hdu);
        }
        if (source is not null && source.Length > end) source.CopyTo(target, end, source.Length - end);
    }

    /// <summary>Brings the structural keywords and checksums of every header in line with its data.</summary>
    private void Prepare()
    {
        if (hdus.Count == 0) throw new FitsException("the file has no HDU") { File = Path };
        foreach (var hdu in hdus) hdu.Prepare(hdu.Index == 0);
    }

    internal static void WritePadding(Stream target, Hdu hdu)
    {
        int count = (int)(FitsStructure.Padded(hdu.DataLength) - hdu.DataLength);
        Span<byte> padding = stackalloc byte[CardSyntax.BlockLength];
        padding.Fill(hdu.Padding);
        target.Write(padding[..count]);
    }
}
