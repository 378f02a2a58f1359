using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Fits;

public sealed partial class FitsFile
{
    /// <summary>Changed bytes that are always written in place, where they fit.</summary>
    private const long SmallChange = 4 << 20;

    /// <summary>
    /// Changes a file on disk under an exclusive lock: the action edits headers, replaces images, adds or removes HDUs; then the file is
    /// updated in place where the change fits, else rewritten atomically. If the action throws, the file stays as it was.
    /// </summary>
    /// <remarks>
    /// A change fits where no header needs more blocks and no data unit another size, and no more than 4 MB or a quarter of the file
    /// differ. A process that is killed at any instant leaves the old or the new file; an interrupted change in place is undone by
    /// whoever opens the file next with this library. The lock holds against other threads and processes that use this method; do not
    /// call it for the same file inside the action.
    /// </remarks>
    /// <exception cref="FitsException">The file cannot be read or written, or another process has been changing it for a minute.</exception>
    public static void Update(string path, Action<FitsFile> change)
    {
        string target = AtomicFile.FinalTarget(RequireFile(path));
        bool changing = false;
        try
        {
            using var hold = FileLock.Acquire(target);
            UpdateJournal.Recover(target);
            using var file = OpenLocked(target, path);
            changing = true;
            change(file);
            changing = false;
            file.KeepHeaderSizes();
            file.Prepare();
            if (!file.TryUpdateInPlace(target)) file.Replace(target);
        }
        catch (Exception e) when (!changing && e is (UnauthorizedAccessException or IOException))
        {
            throw new FitsException($"{path} cannot be changed: {e.Message}", e)
            { File = path, Advice = "file and folder must be writable and the disk must have room; the file is unchanged" };
        }
    }

    /// <summary>Fills headers that got shorter with blank cards, so that they still take their blocks.</summary>
    private void KeepHeaderSizes()
    {
        foreach (var hdu in hdus)
            if (hdu.Extent is { } extent && extent.Source == source) hdu.HeaderToWrite.FillUp((int)(extent.HeaderLength / CardSyntax.BlockLength));
    }

    private bool TryUpdateInPlace(string target)
    {
        if (source is not MappedSource mapped || hdus.Count != layout.Count) return false;
        for (int i = 0; i < hdus.Count; i++)
            if (hdus[i].Extent != layout[i] || hdus[i].DataLength != layout[i].DataLength) return false;

        var patches = new List<FilePatch>();
        long maximum = Math.Max(SmallChange, mapped.Length / 4);
        using (var lease = mapped.Lease())
        {
            foreach (var hdu in hdus)
            {
                var extent = hdu.Extent!;
                byte[] header = hdu.HeaderToWrite.ToBytes();
                if (header.Length != extent.HeaderLength) return false;
                maximum -= FilePatch.AddDifference(patches, extent.HeaderStart, lease.Span(extent.HeaderStart, header.Length), header);
                if (hdu.HasOriginalData) continue;
                using var data = new DifferenceStream(lease, extent.DataStart, extent.DataLength, maximum, patches);
                hdu.WriteData(data);
                maximum -= data.Changed;
                if (data.IsTooMuch) return false;
            }
        }
        return UpdateJournal.TryApply(target, patches);
    }
}
