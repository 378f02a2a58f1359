namespace HstNotebooks.Fits.Storage;

/// <summary>Passes what is written on to another stream, and stops when it is asked to.</summary>
internal sealed class CancellableStream(Stream target, CancellationToken cancel) : Stream
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

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));
    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() => target.Flush();
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}
