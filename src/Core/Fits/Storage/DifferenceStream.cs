namespace HstNotebooks.Fits.Storage;

/// <summary>Takes bytes that are to be written at a place of a file, and keeps those stretches that differ from what is there.</summary>
internal sealed class DifferenceStream(ByteLease current, long offset, long length, long maximum, List<FilePatch> patches) : WriteOnlyStream
{
    // Small, because scattered single pixels would else drag long stretches of unchanged bytes through the journal.
    private const int Stretch = 256;
    private long at;

    /// <summary>Whether more differs than may be changed in place, or more was written than there is room.</summary>
    public bool IsTooMuch { get; private set; }
    /// <summary>Differing bytes so far.</summary>
    public long Changed { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty && !IsTooMuch)
        {
            int count = (int)Math.Min(Stretch - at % Stretch, buffer.Length);
            if (at + count > length) { IsTooMuch = true; return; }
            Changed += FilePatch.AddDifference(patches, offset + at, current.Span(offset + at, count), buffer[..count]);
            IsTooMuch = Changed > maximum;
            at += count;
            buffer = buffer[count..];
        }
    }
}
