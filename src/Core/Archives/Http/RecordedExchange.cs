using System.Globalization;
using System.Text;
using System.Text.Json;
using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>
/// One recorded question and answer. In a folder it is two files: <c>0001-mast-post.json</c> with the question and the head of the
/// answer, and the body beside it as it came (<c>0001-mast-post.body</c>, or any file that the json names). The base addresses of
/// the services are written as <c>{mast}</c>, <c>{mastcatalogs}</c>, <c>{sdss}</c>, <c>{gaia}</c>, <c>{gaia2}</c> ..., <c>{crds}</c>, so that a recording made
/// against one server can stand in for another. Credentials are never written.
/// </summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Url">The address with the base written as a placeholder.</param>
/// <param name="RequestBody">The body of the question as text; null for none.</param>
/// <param name="Status">The HTTP status of the answer.</param>
/// <param name="Headers">Those headers of the answer that matter: Content-Type, Location, ETag, Last-Modified, Retry-After, Content-Encoding.</param>
/// <param name="Body">The file with the body, relative to the folder; null for an empty body.</param>
public sealed record RecordedExchange(string Method, string Url, string? RequestBody, int Status, IReadOnlyDictionary<string, string> Headers, string? Body)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What a question must agree in to get this answer.</summary>
    internal string Key => KeyOf(Method, Url, RequestBody);

    internal static string KeyOf(string method, string url, string? body) => $"{method} {url}\n{body}";

    /// <summary>Reads the exchanges of a folder in the order of their names.</summary>
    /// <exception cref="ArchiveException">The folder is missing, empty, or has a file that is no exchange.</exception>
    public static IReadOnlyList<RecordedExchange> ReadFolder(string folder)
    {
        if (!Directory.Exists(folder))
            throw new ArchiveException("the folder of recorded exchanges does not exist") { File = folder, Advice = "correct HST_NOTEBOOKS_REPLAY or ReplayFolder" };
        var result = new List<RecordedExchange>();
        foreach (string file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            RecordedExchange? exchange = null;
            Exception? fault = null;
            try { exchange = JsonSerializer.Deserialize<RecordedExchange>(File.ReadAllText(file), Json); }
            catch (JsonException e) { fault = e; }
            if (exchange is not { Method: not null, Url: not null, Headers: not null })
                throw new ArchiveException("the file is no recorded exchange", fault) { File = file, Expected = "Method, Url, RequestBody, Status, Headers, Body" };
            result.Add(exchange);
        }
        return result;
    }

    /// <summary>Adds an exchange to a folder: the json under the next number, and the body beside it.</summary>
    /// <param name="folder">The folder, created where it is missing.</param>
    /// <param name="exchange">The exchange; its <see cref="Body"/> is replaced by the name of the file that is written.</param>
    /// <param name="body">The bytes of the body.</param>
    public static void Add(string folder, RecordedExchange exchange, ReadOnlySpan<byte> body)
    {
        Directory.CreateDirectory(folder);
        string stem = NextStem(folder, exchange);
        if (body.Length > 0)
        {
            exchange = exchange with { Body = stem + ".body" };
            File.WriteAllBytes(Path.Combine(folder, exchange.Body), body);
        }
        File.WriteAllText(Path.Combine(folder, stem + ".json"), JsonSerializer.Serialize(exchange, Json));
    }

    /// <summary>An address with the base of its service written as a placeholder.</summary>
    /// <param name="url">The address.</param>
    /// <param name="service">The service that is asked; several may share a server.</param>
    /// <param name="options">The base addresses.</param>
    internal static string ToPlaceholder(string url, ArchiveService service, ArchiveOptions options)
    {
        string own = service.ToString().ToLowerInvariant();
        foreach (var (name, address) in Bases(options).OrderBy(b => b.Name.StartsWith("{" + own, StringComparison.Ordinal) ? 0 : 1))
            if (url.StartsWith(address, StringComparison.Ordinal)) return name + url[address.Length..];
        return url;
    }

    /// <summary>An address with the placeholder replaced by the base of its service.</summary>
    internal static string FromPlaceholder(string url, ArchiveOptions options)
    {
        foreach (var (name, address) in Bases(options))
            if (url.StartsWith(name, StringComparison.Ordinal)) return address + url[name.Length..];
        return url;
    }

    /// <summary>Under this key a request says which service it asks.</summary>
    internal static HttpRequestOptionsKey<ArchiveService> ServiceKey { get; } = new("service");

    private static IEnumerable<(string Name, string Address)> Bases(ArchiveOptions options)
    {
        yield return ("{mast}", Base(options.MastUrl));
        yield return ("{mastcatalogs}", Base(options.MastCatalogsUrl));
        yield return ("{sdss}", Base(options.SdssUrl));
        yield return ("{crds}", Base(options.CrdsUrl));
        yield return ("{gaiadata}", Base(options.GaiaDataUrl));
        for (int i = 0; i < options.GaiaTapUrls.Count; i++)
            yield return (i == 0 ? "{gaia}" : string.Create(CultureInfo.InvariantCulture, $"{{gaia{i + 1}}}"), Base(options.GaiaTapUrls[i]));
    }

    private static string Base(Uri address) => address.AbsoluteUri.TrimEnd('/');

    private static string NextStem(string folder, RecordedExchange exchange)
    {
        int number = Directory.GetFiles(folder, "*.json").Length + 1;
        string service = exchange.Url is ['{', ..] && exchange.Url.IndexOf('}') is > 1 and var end ? exchange.Url[1..end] : "other";
        string stem;
        do stem = string.Create(CultureInfo.InvariantCulture, $"{number++:D4}-{service}-{exchange.Method.ToLowerInvariant()}");
        while (File.Exists(Path.Combine(folder, stem + ".json")));
        return stem;
    }

    internal static string? TextOf(byte[]? body) => body is null ? null : Encoding.UTF8.GetString(body);
}
