using System.Buffers;
using System.Security.Cryptography;
using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>
/// Downloads one file: bytes go to <c>NAME.part</c>, an interrupted download continues there, and the name appears only when size
/// and checksum are right.
/// </summary>
internal static class FileFetch
{
    private const int BufferSize = 1 << 20;
    private const int WorthwhileProgress = 1 << 16;

    /// <summary>Downloads the file, or finds that it is there.</summary>
    /// <param name="http">The way to the service.</param>
    /// <param name="item">What to download.</param>
    /// <param name="received">Told how many bytes of the file are there, after each piece.</param>
    /// <param name="cancel">Stops at once; the part stays.</param>
    /// <exception cref="ArchiveException">Not delivered, of the wrong size or content, or the disk is full.</exception>
    public static async Task<FetchOutcome> RunAsync(ArchiveHttp http, FetchItem item, Action<long>? received, CancellationToken cancel)
    {
        if (IsThere(item)) return new FetchOutcome(WasThere: true, 0);
        try { Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(item.Path))!); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { throw ArchiveFaults.FromDisk(item.Path, e); }
        var request = ArchiveRequest.Get(item.Service, item.Address) with { SendsToken = item.SendsToken, RangeStart = 0 };
        long total = 0, reached = 0;
        while (true)
        {
            long before = reached;
            try
            {
                await http.RetryAsync(request, async (r, token) =>
                {
                    total += await OnceAsync(http, r, item, Note, token).ConfigureAwait(false);
                    return true;
                }, cancel).ConfigureAwait(false);
                return new FetchOutcome(WasThere: false, total);
            }
            catch (ArchiveException e) when (e.IsUnreachable && e.Status is null && reached >= before + WorthwhileProgress)
            {
                // The line breaks but each try brings a good piece: tries are counted anew.
            }
        }

        void Note(long position)
        {
            reached = position;
            received?.Invoke(position);
        }
    }

    /// <summary>Whether the file is there with the right size and, where one is known, the right checksum.</summary>
    public static bool IsThere(FetchItem item)
    {
        var file = new FileInfo(item.Path);
        return file.Exists && (item.Size is null ? file.Length > 0 : file.Length == item.Size)
            && (item.Sha1 is null || Sha1Of(item.Path).Equals(item.Sha1, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The SHA-1 of a file in lower-case hexadecimal.</summary>
    public static string Sha1Of(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize);
        return Convert.ToHexStringLower(SHA1.HashData(stream));
    }

    private static async Task<long> OnceAsync(ArchiveHttp http, ArchiveRequest request, FetchItem item, Action<long>? received, CancellationToken cancel)
    {
        var part = new PartialFile(item);
        long total = 0;
        try
        {
            long start = part.Resumable(out string? validator);
            if (start == 0 || start != item.Size)
            {
                using var response = await http.OpenAsync(request with { RangeStart = start, IfRange = validator }, cancel).ConfigureAwait(false);
                start = StartOf(response, start, part, item);
                long? whole = response.Content.Headers.ContentLength + start;
                CheckSize(http, item, whole);
                if (start == 0) part.WriteNote(ValidatorOf(response));
                else received?.Invoke(start);
                total = await CopyAsync(http, request, item, response, part.Path, start, received, cancel).ConfigureAwait(false);
                if (whole is { } promised && start + total != promised)
                    throw ArchiveFaults.FromTransport(item.Service, item.Address, new IOException("early end"));
            }
            Verify(item, part);
            part.Finish();
            return total;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ArchiveFaults.FromDisk(item.Path, e);
        }
    }

    // 206 continues where we asked; anything else starts over. 416 means that the part is not of this file.
    private static long StartOf(HttpResponseMessage response, long start, PartialFile part, FetchItem item)
    {
        int status = (int)response.StatusCode;
        if (status == 206 && response.Content.Headers.ContentRange?.From == start) return start;
        if (start > 0) part.Discard();
        if (status is 206 or 416)
            throw new TransientFault(new ArchiveException($"{ArchiveFaults.NameOf(item.Service)} cannot continue the download where it stopped") { File = item.Path });
        return 0;
    }

    private static void CheckSize(ArchiveHttp http, FetchItem item, long? whole)
    {
        if (item.Size is { } size && whole is { } offered && offered != size) throw WrongSize(item, offered);
        if ((whole ?? item.Size) is { } expected && expected > http.Options.LargestDownload) throw TooLarge(item, expected);
    }

    private static async Task<long> CopyAsync(ArchiveHttp http, ArchiveRequest request, FetchItem item, HttpResponseMessage response,
        string path, long start, Action<long>? received, CancellationToken cancel)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        using var file = new FileStream(path, start == 0 ? FileMode.Create : FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Position = start;
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        long position = start;
        try
        {
            while (await http.ReadAsync(request, body, buffer, cancel).ConfigureAwait(false) is > 0 and var count)
            {
                if (position == 0) CheckContent(item, buffer.AsSpan(0, count));
                if (position + count > (item.Size ?? long.MaxValue)) throw WrongSize(item, position + count);
                if (position + count > http.Options.LargestDownload) throw TooLarge(item, position + count);
                file.Write(buffer, 0, count);
                position += count;
                received?.Invoke(position);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return position - start;
    }

    // A service that fails often answers with status 200 and a page of text.
    private static void CheckContent(FetchItem item, ReadOnlySpan<byte> start)
    {
        string name = Path.GetFileName(item.Path);
        bool page = Html.LooksLikePage(start) && !name.EndsWith(".html", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".htm", StringComparison.OrdinalIgnoreCase);
        if (page)
            throw new ArchiveException($"{ArchiveFaults.NameOf(item.Service)} sent a web page instead of {name}: {Html.Excerpt(System.Text.Encoding.UTF8.GetString(start))}")
            { File = item.Path, Advice = "try again later; the page says what is wrong" };
        bool fits = name.EndsWith(".fits", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".fit", StringComparison.OrdinalIgnoreCase);
        if (fits && start.Length >= 6 && !start.StartsWith("SIMPLE"u8))
            throw new ArchiveException($"{ArchiveFaults.NameOf(item.Service)} sent something that is no FITS file as {name}")
            { File = item.Path, Advice = "try again later" };
    }

    private static void Verify(FetchItem item, PartialFile part)
    {
        long length = File.Exists(part.Path) ? new FileInfo(part.Path).Length : 0;
        if (item.Size is { } size && length != size)
        {
            part.Discard();
            throw WrongSize(item, length);
        }
        if (item.Sha1 is { } sha1 && !Sha1Of(part.Path).Equals(sha1, StringComparison.OrdinalIgnoreCase))
        {
            part.Discard();
            throw new TransientFault(new ArchiveException($"{Path.GetFileName(item.Path)} arrived damaged: its SHA-1 is not {sha1}")
            { File = item.Path, Advice = "try again; the damaged file was removed" });
        }
    }

    private static string? ValidatorOf(HttpResponseMessage response) => response.Headers.ETag switch
    {
        { IsWeak: false, Tag: var tag } => tag,
        _ => response.Content.Headers.LastModified?.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
    };

    private static ArchiveException TooLarge(FetchItem item, long size) =>
        new($"the file {Path.GetFileName(item.Path)} has {size} bytes or more, more than is allowed") { File = item.Path, Advice = "raise LargestDownload in ArchiveOptions" };

    private static ArchiveException WrongSize(FetchItem item, long size) =>
        new($"{ArchiveFaults.NameOf(item.Service)} sent {Path.GetFileName(item.Path)} with {size} bytes or more instead of {item.Size}")
        { File = item.Path, Expected = $"{item.Size} bytes", Advice = "try again; ask for the product list again if it is old" };
}
