using System.Buffers;
using System.Runtime.CompilerServices;
using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;
using Microsoft.Win32.SafeHandles;

namespace HstNotebooks.Fits;

/// <summary>
/// A file that is being written in bands of rows, for images that do not fit into memory. It appears when all is written, complete, or
/// not at all. Several threads may write rows.
/// </summary>
internal sealed class BandedFile
{
    private const int ChunkBytes = 1 << 20;
    private readonly string path;
    private readonly SafeFileHandle handle;
    private readonly CancellationToken cancel;
    private readonly Dictionary<Hdu, long> places = [];

    private BandedFile(string path, SafeFileHandle handle, CancellationToken cancel) => (this.path, this.handle, this.cancel) = (path, handle, cancel);

    /// <summary>Writes files together.</summary>
    /// <param name="files">Their paths, and their HDUs; images made by <see cref="ImageHdu.Reserve{T}"/> are left to <paramref name="fill"/>. Once they are
    /// written, headers without checksums are empty and tables are taken out: those of a product of hundreds of exposures take more memory than its images.</param>
    /// <param name="fill">Writes the rows of all reserved images; gets the files in the same order. Where it throws, no file is changed.</param>
    /// <param name="cancel">Stops writing; nothing is left of it.</param>
    /// <exception cref="FitsException">A file cannot be written.</exception>
    public static void Write(IReadOnlyList<(string Path, FitsFile File)> files, Action<IReadOnlyList<BandedFile>> fill, CancellationToken cancel = default) =>
        Write(files, [], fill, cancel);

    private static void Write(IReadOnlyList<(string Path, FitsFile File)> files, IReadOnlyList<BandedFile> open, Action<IReadOnlyList<BandedFile>> fill, CancellationToken cancel)
    {
        if (open.Count == files.Count)
        {
            fill(open);
            return;
        }
        var (path, content) = files[open.Count];
        Exception? failure = null;
        try
        {
            AtomicFile.Write(path, stream =>
            {
                var banded = new BandedFile(path, ((FileStream)stream).SafeFileHandle, cancel);
                banded.Begin(content);
                try
                {
                    Write(files, [.. open, banded], fill, cancel);
                }
                catch (Exception e)
                {
                    failure = e;
                    throw;
                }
                banded.Finish(content);
            });
        }
        catch (Exception e) when (!ReferenceEquals(e, failure) && e is IOException or UnauthorizedAccessException)
        {
            throw CannotWrite(path, e);
        }
    }

    /// <summary>Writes whole rows of a reserved image.</summary>
    /// <param name="hdu">The image.</param>
    /// <param name="firstRow">First row, 0-based, counted through all planes of a cube.</param>
    /// <param name="pixels">The rows, of the type that was reserved.</param>
    /// <exception cref="FitsException">They cannot be written: the disk is full.</exception>
    public void WriteRows<T>(ImageHdu hdu, long firstRow, ReadOnlySpan<T> pixels) where T : unmanaged
    {
        var store = hdu.Reserved ?? throw new ArgumentException("no reserved image", nameof(hdu));
        int size = Unsafe.SizeOf<T>(), step = ChunkBytes / size;
        if (size != Math.Abs(store.BitPix) / 8) throw new ArgumentException("pixels of another type than reserved", nameof(pixels));
        bool sums = HasSums(hdu);
        long at = places[hdu] + firstRow * store.Axes[0] * size;
        byte[] raw = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        for (; !pixels.IsEmpty; pixels = pixels[Math.Min(step, pixels.Length)..])
        {
            cancel.ThrowIfCancellationRequested();
            var part = pixels[..Math.Min(step, pixels.Length)];
            var bytes = raw.AsSpan(0, part.Length * size);
            PixelBytes.ToBigEndian(part, bytes);
            try
            {
                RandomAccess.Write(handle, bytes, at);
            }
            catch (IOException e)
            {
                throw CannotWrite(path, e);
            }
            if (sums) store.Add(bytes);
            at += bytes.Length;
        }
        ArrayPool<byte>.Shared.Return(raw);
    }

    private static bool HasSums(Hdu hdu) => hdu.Header.Contains("DATASUM") || hdu.Header.Contains("CHECKSUM");

    /// <summary>The error of a path that cannot be written.</summary>
    internal static FitsException CannotWrite(string path, Exception e) => new($"{path} cannot be written: {e.Message}", e)
    { File = path, Advice = "check the folder, its permissions and the free space; a file that was there is unchanged" };

    /// <summary>Writes headers and the data of HDUs that are not reserved; leaves room for the others.</summary>
    private void Begin(FitsFile file)
    {
        long at = 0;
        foreach (var hdu in file.Hdus)
        {
            hdu.Prepare(hdu.Index == 0);
            byte[] header = hdu.HeaderToWrite.ToBytes();
            RandomAccess.Write(handle, header, at);
            at += header.Length;
            if (hdu is ImageHdu { Reserved: not null }) places[hdu] = at;
            else
            {
                using var data = new MemoryStream((int)FitsStructure.Padded(hdu.DataLength));
                hdu.WriteData(data);
                FitsFile.WritePadding(data, hdu);
                RandomAccess.Write(handle, data.GetBuffer().AsSpan(0, (int)data.Length), at);
            }
            at += FitsStructure.Padded(hdu.DataLength);
            if (!HasSums(hdu)) hdu.Header.Clear();
        }
        foreach (var table in file.Hdus.OfType<TableHdu>().ToList()) file.Remove(table);
        // What is not written reads as zeros, the padding of images.
        RandomAccess.SetLength(handle, at);
    }

    /// <summary>Writes the headers of reserved images again where they hold checksums, which are known only now.</summary>
    private void Finish(FitsFile file)
    {
        foreach (var hdu in file.Hdus)
        {
            if (hdu is not ImageHdu { Reserved: not null } || !hdu.Header.Contains("CHECKSUM")) continue;
            hdu.Prepare(hdu.Index == 0);
            byte[] header = hdu.HeaderToWrite.ToBytes();
            RandomAccess.Write(handle, header, places[hdu] - header.Length);
        }
    }
}
