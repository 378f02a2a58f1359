namespace HstNotebooks.Archives;

/// <summary>One request to an archive service. Every request of the clients is a question without side effects, so it may be sent again.</summary>
/// <param name="Service">The service, for messages and time limits.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Address">Where to; https, or http on loopback.</param>
public sealed record ArchiveRequest(ArchiveService Service, HttpMethod Method, Uri Address)
{
    /// <summary>The body of a POST; null for none.</summary>
    public byte[]? Body { get; init; }

    /// <summary>The type of the body.</summary>
    public string? ContentType { get; init; }

    /// <summary>The types of answer that are wanted.</summary>
    public string Accept { get; init; } = "*/*";

    /// <summary>Whether redirects are followed; a TAP job answers its creation with a redirect that is read instead.</summary>
    public bool FollowRedirects { get; init; } = true;

    /// <summary>First byte wanted, to resume a download; null for the whole.</summary>
    public long? RangeStart { get; init; }

    /// <summary>Validator of the part that is there already (ETag or date), sent with a range.</summary>
    public string? IfRange { get; init; }

    /// <summary>Whether the MAST token goes along.</summary>
    public bool SendsToken { get; init; }

    /// <summary>A GET request.</summary>
    public static ArchiveRequest Get(ArchiveService service, Uri address) => new(service, HttpMethod.Get, address);

    /// <summary>A POST request with a text body (UTF-8).</summary>
    public static ArchiveRequest Post(ArchiveService service, Uri address, string contentType, string body) =>
        new(service, HttpMethod.Post, address) { Body = System.Text.Encoding.UTF8.GetBytes(body), ContentType = contentType };
}
