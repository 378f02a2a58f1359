using System.Buffers;
using System.IO.Compression;
using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

public sealed partial class ArchiveHttp
{
    private async Task<byte[]> ReadAllAsync(ArchiveRequest request, HttpContent content, long largest, CancellationToken cancel)
    {
        if (content.Headers.ContentLength > largest) throw TooLarge(request, largest);
        await using var stream = await content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        var whole = new MemoryStream((int)Math.Min(content.Headers.ContentLength ?? 1 << 16, 1 << 26));
        byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 18);
        try
        {
            while (await ReadAsync(request, stream, buffer, cancel).ConfigureAwait(false) is > 0 and var count)
            {
                if (whole.Length + count > largest) throw TooLarge(request, largest);
                whole.Write(buffer, 0, count);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        byte[] body = whole.ToArray();
        // Packed on the way (Content-Encoding) or packed by itself (votable_gzip), or both.
        for (int layer = 0; layer < 2 && body is [0x1f, 0x8b, ..]; layer++) body = Unpack(request, body, largest);
        return body;
    }

    // .NET takes a gzip that ends early for a complete one, so its length is compared with the one in its last four bytes.
    private static byte[] Unpack(ArchiveRequest request, byte[] packed, long largest)
    {
        if (packed.Length < 18) throw Truncated(request, null);
        uint promised = BitConverter.ToUInt32(packed, packed.Length - 4);
        var unpacked = new MemoryStream((int)Math.Min(promised, Math.Min(16L * packed.Length, 1 << 28)));
        byte[] buffer = new byte[1 << 17];
        try
        {
            using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            while (stream.Read(buffer) is > 0 and var count)
            {
                if (unpacked.Length + count > largest) throw TooLarge(request, largest);
                unpacked.Write(buffer, 0, count);
            }
        }
        catch (InvalidDataException e)
        {
            throw Truncated(request, e);
        }
        if ((uint)unpacked.Length != promised) throw Truncated(request, null);
        return unpacked.ToArray();
    }

    private async Task<string> ErrorTextAsync(ArchiveRequest request, HttpResponseMessage response, CancellationToken cancel)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetString(await ReadAllAsync(request, response.Content, 1 << 20, cancel).ConfigureAwait(false));
        }
        catch (Exception e) when (e is TransientFault or ArchiveException)
        {
            return "";
        }
    }

    private static TransientFault Truncated(ArchiveRequest request, Exception? cause) =>
        new(new ArchiveException($"the compressed answer of {ArchiveFaults.NameOf(request.Service)} ({request.Address.Host}) is truncated or damaged", cause)
        { Advice = "try again; the fault is on the side of the service or the network" });

    private static ArchiveException TooLarge(ArchiveRequest request, long largest) =>
        new($"the answer of {ArchiveFaults.NameOf(request.Service)} is larger than {largest} bytes") { Advice = "ask for less, or raise LargestReply in ArchiveOptions" };
}
