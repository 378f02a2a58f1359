using System.Security.Cryptography;
using System.Text;

namespace HstNotebooks.Archives;

/// <summary>
/// A form with a file (multipart/form-data, RFC 7578): the fields in their order, then the file. The boundary is made from the content, so that
/// the same form is the same bytes and a recording of it can be found again.
/// </summary>
internal sealed class MultipartForm
{
    public MultipartForm(IReadOnlyList<(string Name, string Value)> fields, (string Name, string FileName, string Content) file)
    {
        var content = new StringBuilder();
        foreach (var (name, value) in fields) content.Append(name).Append('\0').Append(value).Append('\0');
        content.Append(file.Name).Append('\0').Append(file.Content);
        string boundary = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString())))[..32];
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
            text.Append("--").Append(boundary).Append("\r\nContent-Disposition: form-data; name=\"").Append(name).Append("\"\r\n\r\n").Append(value).Append("\r\n");
        text.Append("--").Append(boundary).Append("\r\nContent-Disposition: form-data; name=\"").Append(file.Name).Append("\"; filename=\"")
            .Append(file.FileName).Append("\"\r\n\r\n").Append(file.Content).Append("\r\n--").Append(boundary).Append("--\r\n");
        ContentType = $"multipart/form-data; boundary={boundary}";
        Body = text.ToString();
    }

    /// <summary>The type with the boundary.</summary>
    public string ContentType { get; }

    /// <summary>The whole body.</summary>
    public string Body { get; }
}
