namespace HstNotebooks.Fits.Storage;

/// <summary>Passes what is written on to another stream, and stops when it is asked to.</summary>
internal sealed class CancellableStream(Stream target, CancellationToken cancel) : WriteOnlyStream
{
    /// <summary>Large pieces are cut, so that stopping does not wait for them.</summary>
    private const int Piece = 1 << 22;

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            cancel.ThrowIfCancellationRequested();
            int count = Math.Min(Piece, buffer.Length);
            target.Write(buffer[..count]);
            buffer = buffer[count..];
        }
    }

    public override void Flush() => target.Flush();
}
