using HstNotebooks.Errors;
using HstNotebooks.Fits.Compression;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Fits;

public sealed partial class FitsFile
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="FitsException">It does not exist, is no FITS file, or is truncated; the message says which.</exception>
    public static FitsFile Open(string path)
    {
        string full = RequireFile(path);
        try
        {
            return OpenLocked(full, path, recover: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new FitsException($"{path} cannot be read: {e.Message}", e) { File = path };
        }
    }

    /// <summary>The full path of a file that is there.</summary>
    private static string RequireFile(string path)
    {
        string full = System.IO.Path.GetFullPath(path);
        if (Directory.Exists(full)) throw new FitsException($"{path} is a folder") { File = path, Expected = "a FITS file" };
        return File.Exists(full) ? full : throw new FitsException($"the file {path} does not exist") { File = path, Advice = $"looked for {full}; check the name and the working directory" };
    }

    /// <summary>
    /// Opens the file; with <paramref name="recover"/>, a killed update is undone first, and where that cannot be done (no permission,
    /// a read-only disk) the file is shown as it was before the update.
    /// </summary>
    internal static FitsFile OpenLocked(string full, string path, bool recover = false, bool mayWrite = true)
    {
        while (true)
        {
            string target = AtomicFile.FinalTarget(full);
            using (var stream = OpenShared(full))
            {
                if (!recover || !File.Exists(UpdateJournal.PathOf(target))) return Read(stream, path, []);
                // A living writer would hold the file locked: the update is a dead one.
                if (!mayWrite) return Read(stream, path, UpdateJournal.ReadPatches(target, stream));
            }
            try
            {
                using var hold = FileLock.Acquire(target);
                UpdateJournal.Recover(target);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                mayWrite = false;
            }
        }
    }

    private static FitsFile Read(FileStream stream, string path, IReadOnlyList<FilePatch> undo)
    {
        ByteSource bytes = IsGzip(stream) ? new MemorySource(Unpack(stream, path)) : stream.Length == 0 ? new MemorySource([]) : new MappedSource(stream, undo);
        try
        {
            return Read(bytes, path);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>Reads a FITS file from bytes in memory.</summary>
    /// <exception cref="FitsException">It is no FITS file, or truncated.</exception>
    public static FitsFile FromBytes(byte[] bytes, string? name = null)
    {
        using var stream = new MemoryStream(bytes, writable: false);
        return Read(new MemorySource(IsGzip(stream) ? Unpack(stream, name) : bytes), name);
    }

    /// <summary>Opens with a shared lock, so that headers are not read while a writer changes them in place; waits for such a writer.</summary>
    private static FileStream OpenShared(string full)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            }
            catch (IOException e) when (FileLock.IsHeldByOther(e) && attempt < 1000)
            {
                Thread.Sleep(10);
            }
        }
    }

    private static FitsFile Read(ByteSource bytes, string? path)
    {
        var file = new FitsFile { Path = path, source = bytes };
        using var lease = bytes.Lease();
        if (bytes.Length < CardSyntax.CardLength || !StartsAsFits(lease.Span(0, CardSyntax.CardLength)))
            throw new FitsException(bytes.Length == 0 ? "the file is empty" : "this is no FITS file")
            { File = path, Expected = "a file that starts with 'SIMPLE  ='", Advice = bytes.Length == 0 ? "fetch it again" : "check that the download did not save an error page" };
        long at = 0;
        while (at < bytes.Length && (at == 0 || StartsExtension(lease, bytes.Length, at)))
            at = file.ReadHdu(lease, bytes, at);
        file.end = Math.Min(at, bytes.Length);
        file.Renumber();
        return file;
    }

    private static bool StartsAsFits(ReadOnlySpan<byte> card) => card.StartsWith("SIMPLE  ="u8);

    /// <summary>Whether an extension follows; anything else behind the last HDU is ignored (special records, FITS standard 4.0, section 3.5).</summary>
    private static bool StartsExtension(ByteLease lease, long length, long at) =>
        length - at >= 8 && lease.Span(at, 8).SequenceEqual("XTENSION"u8);

    /// <summary>Reads the HDU at a place and returns the place behind it.</summary>
    private long ReadHdu(ByteLease lease, ByteSource bytes, long start)
    {
        string label = $"HDU {hdus.Count}";
        var header = new FitsHeader { File = Path, HduLabel = label };
        var span = lease.Span(start, (int)Math.Min(bytes.Length - start, int.MaxValue));
        int used = 0;
        while (header.ParseCard(span, ref used)) { }
        if (header.FindString("EXTNAME") is { } name) header.HduLabel = $"[{name.Trim().ToUpperInvariant()},{header.FindInt("EXTVER") ?? 1}]";

        long dataStart = start + FitsStructure.Padded(used);
        long dataLength = FitsStructure.DataLength(header);
        long missing = dataStart + dataLength - bytes.Length;
        if (missing > 0)
            throw new FitsException($"the file is truncated: {header.HduLabel} needs {dataStart + dataLength} bytes, the file has {bytes.Length}")
            {
                File = Path,
                Hdu = header.HduLabel,
                Expected = $"{missing} more bytes",
                Advice = "fetch the file again",
            };

        var extent = new HduExtent(bytes, start, dataStart, dataLength, header.StructuralCards());
        layout.Add(extent);
        string kind = start == 0 ? "IMAGE" : header.FindString("XTENSION") ?? "";
        hdus.Add(kind switch
        {
            "IMAGE" when FitsStructure.IsRandomGroups(header) => new RandomGroupsHdu(header, extent),
            "IMAGE" or "IUEIMAGE" => new ImageHdu(header, extent),
            "BINTABLE" when CompressedImage.Is(header) => new ImageHdu(header, CompressedImage.Read(header), extent),
            "BINTABLE" or "A3DTABLE" or "TABLE" => new TableHdu(header, extent),
            _ => new OpaqueHdu(header, extent),
        });
        return dataStart + FitsStructure.Padded(dataLength);
    }

    private static bool IsGzip(Stream stream)
    {
        Span<byte> magic = stackalloc byte[2];
        int read = stream.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        stream.Position = 0;
        return read == 2 && magic[0] == 0x1F && magic[1] == 0x8B;
    }

    private static byte[] Unpack(Stream stream, string? path)
    {
        try
        {
            return Gzip.Unpack(stream);
        }
        catch (InvalidDataException e)
        {
            throw new FitsException($"the gzip file is damaged: {e.Message}", e) { File = path, Advice = "fetch the file again" };
        }
        catch (IOException e) when (e.Message.Contains("too long", StringComparison.Ordinal))
        {
            throw new FitsException("the unpacked file is larger than 2 GB", e) { File = path, Advice = "unpack it with gunzip first" };
        }
    }
}
