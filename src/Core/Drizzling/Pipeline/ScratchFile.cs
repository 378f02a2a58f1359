using System.Runtime.InteropServices;
using HstNotebooks.Errors;
using HstNotebooks.Progress;
using Microsoft.Win32.SafeHandles;

namespace HstNotebooks.Drizzling;

/// <summary>A file for numbers that do not fit into memory; it vanishes when it is disposed, or with the process. Several threads may use it.</summary>
internal sealed class ScratchFile : IDisposable
{
    private const int Chunk = 1 << 20;
    private readonly SafeFileHandle handle;
    private readonly string folder;
    private long length;

    public ScratchFile(string folder)
    {
        this.folder = folder;
        try
        {
            handle = File.OpenHandle(Path.Combine(folder, $".astrodrizzle-{Environment.ProcessId}-{Guid.NewGuid():N}.scratch"),
                FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failure(e);
        }
    }

    /// <summary>Reserves room for some numbers and returns its place.</summary>
    public long Reserve(long numbers)
    {
        long at = length;
        length += numbers;
        return at;
    }

    /// <summary>Writes numbers at a place, counted in numbers; over all cores.</summary>
    public void Write(float[] numbers, int count, long at, ParallelOptions parallel)
    {
        try
        {
            OverCores.For((count + Chunk - 1) / Chunk, parallel, c =>
                RandomAccess.Write(handle, MemoryMarshal.AsBytes(numbers.AsSpan(c * Chunk, Math.Min(Chunk, count - c * Chunk))), 4 * (at + (long)c * Chunk)));
        }
        catch (IOException e)
        {
            throw Failure(e);
        }
    }

    /// <summary>Reads numbers from a place, counted in numbers.</summary>
    public void Read(Span<float> numbers, long at)
    {
        var bytes = MemoryMarshal.AsBytes(numbers);
        for (at *= 4; !bytes.IsEmpty;)
        {
            int read = RandomAccess.Read(handle, bytes, at);
            if (read == 0) throw new EndOfStreamException("a scratch file is too short");
            bytes = bytes[read..];
            at += read;
        }
    }

    public void Dispose() => handle.Dispose();

    private FitsException Failure(Exception e) => new($"the scratch file for intermediate images cannot be written: {e.Message}", e)
    { File = folder, Advice = "check the folder, its permissions and the free space" };
}
