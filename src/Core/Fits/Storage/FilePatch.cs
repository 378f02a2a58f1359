namespace HstNotebooks.Fits.Storage;

/// <summary>A stretch of bytes of a file, as it was and as it shall be; both have the same length.</summary>
internal sealed record FilePatch(long Offset, byte[] Old, byte[] New)
{
    /// <summary>The byte behind the stretch.</summary>
    public long End => Offset + New.Length;

    /// <summary>Adds the part of a stretch that differs, from the first to the last differing byte.</summary>
    /// <returns>How many bytes that are.</returns>
    public static int AddDifference(List<FilePatch> patches, long offset, ReadOnlySpan<byte> old, ReadOnlySpan<byte> wanted)
    {
        int start = old.CommonPrefixLength(wanted);
        if (start == old.Length) return 0;
        int end = old.Length;
        while (old[end - 1] == wanted[end - 1]) end--;
        patches.Add(new FilePatch(offset + start, old[start..end].ToArray(), wanted[start..end].ToArray()));
        return end - start;
    }
}
