using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Fits;

/// <summary>Where an HDU lies in the file that it was read from, in bytes; <see cref="DataLength"/> is without padding, <see cref="Structure"/> the structural cards as read.</summary>
internal sealed record HduExtent(ByteSource Source, long HeaderStart, long DataStart, long DataLength, IReadOnlyList<FitsCard> Structure)
{
    public long HeaderLength => DataStart - HeaderStart;
    /// <summary>The data unit with padding, or without where the file ends early.</summary>
    public long PaddedDataLength => Math.Min(FitsStructure.Padded(DataLength), Source.Length - DataStart);
}
