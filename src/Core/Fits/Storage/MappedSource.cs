using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace HstNotebooks.Fits.Storage;

/// <summary>
/// A memory-mapped file. The file handle is given back as soon as the view exists, so hundreds of files can be open
/// at the same time; the view keeps the bytes of the file that was opened, also where it is replaced by a new one.
/// </summary>
internal sealed class MappedSource : ByteSource
{
    private readonly SafeMemoryMappedViewHandle view;

    /// <summary>Maps a whole file that is not empty.</summary>
    /// <param name="file">The file.</param>
    /// <param name="undo">Stretches that are shown as they were (<see cref="FilePatch.Old"/>), without changing the file; empty for the file as it is.</param>
    public MappedSource(FileStream file, IReadOnlyList<FilePatch> undo)
    {
        Length = file.Length;
        // Pages that are written to become private copies; all others stay those of the file.
        var access = undo.Count > 0 ? MemoryMappedFileAccess.CopyOnWrite : MemoryMappedFileAccess.Read;
        using var map = MemoryMappedFile.CreateFromFile(file, null, 0, access, HandleInheritability.None, leaveOpen: true);
        // The accessor owns the view's handle; the handle alone is kept, and unmaps the view when it is disposed.
        var accessor = map.CreateViewAccessor(0, 0, access);
        foreach (var patch in undo) accessor.WriteArray(patch.Offset, patch.Old, 0, patch.Old.Length);
        view = accessor.SafeMemoryMappedViewHandle;
    }

    public override long Length { get; }
    public override ByteLease Lease() => new ViewLease(view, Length);
    public override void Dispose() => view.Dispose();

    private sealed unsafe class ViewLease : ByteLease
    {
        private readonly SafeMemoryMappedViewHandle view;
        private readonly long length;
        private byte* start;

        public ViewLease(SafeMemoryMappedViewHandle view, long length)
        {
            this.view = view;
            this.length = length;
            view.AcquirePointer(ref start);
        }

        public override ReadOnlySpan<byte> Span(long offset, int count)
        {
            ObjectDisposedException.ThrowIf(start == null, this);
            ArgumentOutOfRangeException.ThrowIfNegative(offset);
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, length - count);
            return new ReadOnlySpan<byte>(start + offset, count);
        }

        public override void Dispose()
        {
            if (start == null) return;
            start = null;
            view.ReleasePointer();
        }
    }
}
