using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace HstNotebooks.Fits.Storage;

/// <summary>
/// Changes some bytes of a file in place, so that a crash at any instant leaves either the old or the new file.
/// </summary>
/// <remarks>
/// <para>The steps, all under the <see cref="FileLock"/> of the file:</para>
/// <list type="number">
/// <item>A journal <c>.name.journal</c> with the old and the new bytes is written beside the file, atomically and durably.</item>
/// <item>The new bytes are written in place, and flushed to the disk.</item>
/// <item>The journal is removed. From then on the change counts.</item>
/// </list>
/// <para>
/// Whoever opens the file and finds a journal takes the lock (which waits for a writer that is alive) and, if the journal is still
/// there, puts the old bytes back: an update that was killed did not happen. A reader who may not write shows the old bytes in its
/// memory and leaves the file alone. The journal is only used where every byte of its
/// stretches is the old or the new one; else the file was replaced meanwhile, and the journal is dropped.
/// </para>
/// <para>
/// While bytes are written the file is locked exclusively (flock), and while headers are read it is locked shared, so that a reader
/// never sees half of a change. Programs that do not lock may see it for the microseconds that the writes take.
/// </para>
/// </remarks>
internal static class UpdateJournal
{
    private static readonly byte[] Magic = "HSTNBJ01"u8.ToArray();
    /// <summary>Unchanged bytes between patches that are written with them, a page of a file system.</summary>
    private const int LongestGap = 4096;
    private const int LongestWrite = 1 << 20;
    /// <summary>How long readers may hold up an update in place before the file is rewritten instead.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The journal of a file.</summary>
    public static string PathOf(string target) =>
        Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.journal");

    /// <summary>Applies patches in place; false (and the file untouched) where other programs keep the file locked.</summary>
    public static bool TryApply(string target, IReadOnlyList<FilePatch> patches)
    {
        if (patches.Count == 0) return true;
        using var file = TryOpenExclusive(target);
        if (file is null) return false;
        string journal = Write(target, file.Length, patches);
        try
        {
            WriteNew(file.SafeFileHandle, patches);
            file.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            Restore(file, patches);
            File.Delete(journal);
            throw;
        }
        File.Delete(journal);
        AtomicFile.FlushFolder(Path.GetDirectoryName(target)!);
        return true;
    }

    /// <summary>Writes the journal of a change and returns its path.</summary>
    internal static string Write(string target, long length, IReadOnlyList<FilePatch> patches)
    {
        string journal = PathOf(target);
        AtomicFile.Write(journal, stream => Encode(stream, length, patches));
        return journal;
    }

    /// <summary>Writes the new bytes: neighbours together with the unchanged bytes between them, as a call for each of many small patches takes longer.</summary>
    private static void WriteNew(SafeFileHandle file, IReadOnlyList<FilePatch> patches)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(LongestWrite);
        for (int first = 0, next; first < patches.Count; first = next)
        {
            long start = patches[first].Offset, end = patches[first].End;
            for (next = first + 1; next < patches.Count; next++)
            {
                var patch = patches[next];
                if (patch.Offset < end || patch.Offset - end > LongestGap || patch.End - start > LongestWrite) break;
                end = patch.End;
            }
            if (next == first + 1)
            {
                RandomAccess.Write(file, patches[first].New, start);
                continue;
            }
            var bytes = rented.AsSpan(0, (int)(end - start));
            for (int read = 0; read < bytes.Length;)
            {
                int more = RandomAccess.Read(file, bytes[read..], start + read);
                read += more > 0 ? more : throw new EndOfStreamException("the file became shorter while it was changed");
            }
            for (int i = first; i < next; i++) patches[i].New.CopyTo(bytes[(int)(patches[i].Offset - start)..]);
            RandomAccess.Write(file, bytes, start);
        }
        ArrayPool<byte>.Shared.Return(rented);
    }

    /// <summary>Undoes a killed update where there is one. The caller holds the lock of the file.</summary>
    public static void Recover(string target)
    {
        string journal = PathOf(target);
        if (!File.Exists(journal)) return;
        if (Decode(File.ReadAllBytes(journal)) is { } saved && File.Exists(target))
        {
            using var file = TryOpenExclusive(target) ?? throw new IOException($"{target} is locked by another program");
            if (IsOfFile(file, saved.Length, saved.Patches)) Restore(file, saved.Patches);
        }
        File.Delete(journal);
        AtomicFile.FlushFolder(Path.GetDirectoryName(target)!);
    }

    /// <summary>What a killed update changed, for readers who may not write to the file; empty where there is no update of this file.</summary>
    /// <param name="target">The path of the file.</param>
    /// <param name="file">The file, open for reading and locked, so that no writer is alive.</param>
    public static IReadOnlyList<FilePatch> ReadPatches(string target, FileStream file)
    {
        string journal = PathOf(target);
        return File.Exists(journal) && Decode(File.ReadAllBytes(journal)) is { } saved && IsOfFile(file, saved.Length, saved.Patches) ? saved.Patches : [];
    }

    private static void Restore(FileStream file, IReadOnlyList<FilePatch> patches)
    {
        foreach (var patch in patches) RandomAccess.Write(file.SafeFileHandle, patch.Old, patch.Offset);
        file.Flush(flushToDisk: true);
    }

    private static bool IsOfFile(FileStream file, long length, IReadOnlyList<FilePatch> patches)
    {
        if (file.Length != length) return false;
        foreach (var patch in patches)
        {
            var now = new byte[patch.Old.Length];
            if (RandomAccess.Read(file.SafeFileHandle, now, patch.Offset) != now.Length) return false;
            for (int i = 0; i < now.Length; i++)
                if (now[i] != patch.Old[i] && now[i] != patch.New[i]) return false;
        }
        return true;
    }

    private static FileStream? TryOpenExclusive(string target)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(target, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1);
            }
            catch (IOException e) when (FileLock.IsHeldByOther(e))
            {
                if (waited.Elapsed > Patience) return null;
                Thread.Sleep(2);
            }
        }
    }

    private static void Encode(Stream target, long fileLength, IReadOnlyList<FilePatch> patches)
    {
        using var hash = SHA256.Create();
        using (var hashed = new CryptoStream(target, hash, CryptoStreamMode.Write, leaveOpen: true))
        using (var bytes = new BufferedStream(hashed, 1 << 16))
        {
            Span<byte> number = stackalloc byte[8];
            bytes.Write(Magic);
            Put(fileLength, number);
            Put(patches.Count, number);
            foreach (var patch in patches)
            {
                Put(patch.Offset, number);
                Put(patch.Old.Length, number);
                bytes.Write(patch.Old);
                bytes.Write(patch.New);
            }

            void Put(long value, Span<byte> buffer)
            {
                BinaryPrimitives.WriteInt64LittleEndian(buffer, value);
                bytes.Write(buffer);
            }
        }
        target.Write(hash.Hash);
    }

    /// <summary>Reads a journal; null where it is not whole.</summary>
    private static (long Length, List<FilePatch> Patches)? Decode(byte[] bytes)
    {
        if (bytes.Length < Magic.Length + 16 + SHA256.HashSizeInBytes || !bytes.AsSpan().StartsWith(Magic)) return null;
        var content = bytes.AsSpan(0, bytes.Length - SHA256.HashSizeInBytes);
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(bytes.AsSpan(content.Length))) return null;
        int at = Magic.Length;
        long length = Get(content, ref at), count = Get(content, ref at);
        var patches = new List<FilePatch>();
        for (long i = 0; i < count; i++)
        {
            long offset = Get(content, ref at);
            int size = (int)Get(content, ref at);
            patches.Add(new FilePatch(offset, content.Slice(at, size).ToArray(), content.Slice(at + size, size).ToArray()));
            at += 2 * size;
        }
        return (length, patches);

        static long Get(ReadOnlySpan<byte> content, ref int at)
        {
            long value = BinaryPrimitives.ReadInt64LittleEndian(content[at..]);
            at += 8;
            return value;
        }
    }
}
