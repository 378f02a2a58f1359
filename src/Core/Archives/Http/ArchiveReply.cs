using System.Text;

namespace HstNotebooks.Archives;

/// <summary>A complete answer of a service.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type; empty where the service gave none.</param>
/// <param name="Location">The target of a redirect that was not followed; null otherwise.</param>
/// <param name="Body">The decompressed body.</param>
public sealed record ArchiveReply(int Status, string ContentType, Uri? Location, byte[] Body)
{
    /// <summary>The body as text (UTF-8).</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>Whether the body looks like a web page rather than data.</summary>
    public bool IsHtml => Html.LooksLikePage(Body);
}
