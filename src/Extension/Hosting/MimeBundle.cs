namespace HstNotebooks.Hosting;

/// <summary>One displayable value in several representations: mime type to content. Binary content (image/png) is base64.</summary>
public sealed record MimeBundle(IReadOnlyDictionary<string, string> Data)
{
    /// <summary>A bundle of HTML and its plain text.</summary>
    public static MimeBundle FromHtml(string html, string text) =>
        new(new Dictionary<string, string> { ["text/html"] = html, ["text/plain"] = text });

    /// <summary>A bundle of plain text.</summary>
    public static MimeBundle FromText(string text) => new(new Dictionary<string, string> { ["text/plain"] = text });

    /// <summary>The plain text, empty where there is none.</summary>
    public string Text => Data.TryGetValue("text/plain", out var text) ? text : "";
}
