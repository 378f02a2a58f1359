using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>Calls the JSON-RPC services of the CRDS server (facts/protocols.md, section 4).</summary>
internal static class CrdsServer
{
    /// <summary>The request of a call. The id is made from the content, so that the same call is the same request.</summary>
    public static ArchiveRequest Request(ArchiveOptions options, string method, params IReadOnlyList<object?> parameters)
    {
        string id = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(method + PythonJson.Write(parameters))))[..8];
        string body = PythonJson.Write(new (string, object?)[] { ("jsonrpc", "1.0"), ("method", method), ("params", parameters), ("id", id) });
        return ArchiveRequest.Post(ArchiveService.Crds, new Uri(options.CrdsUrl, $"/json/{method}/{id}/"), "application/x-www-form-urlencoded", body);
    }

    /// <summary>Calls a method; the answer may be a kept one.</summary>
    /// <param name="options">Server and cache.</param>
    /// <param name="age">How old a kept answer may be, at most.</param>
    /// <param name="read">Makes the result of its JSON.</param>
    /// <param name="cancel">Stops within a second.</param>
    /// <param name="method">The method.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <exception cref="ArchiveException">The server says that it failed, or did not answer.</exception>
    public static async Task<T> CallAsync<T>(ArchiveOptions options, TimeSpan age, Func<JsonElement, T> read, CancellationToken cancel, string method, params IReadOnlyList<object?> parameters)
    {
        var request = Request(options, method, parameters);
        var answer = await new ArchiveQuery<T>
        {
            Service = ArchiveService.Crds,
            Key = $"{request.Address}\n{RecordedExchange.TextOf(request.Body)}",
            Fetch = async (http, token) => (await http.SendAsync(request, token).ConfigureAwait(false)).Body,
            Parse = body => Parse(body, method, read),
            IsWorthKeeping = value => value is not null,
        }.RunAsync(age < options.CacheAge ? options with { CacheAge = age } : options, null, cancel).ConfigureAwait(false);
        return answer.Value;
    }

    /// <summary>The headers of data sets: keywords to values under <c>DATASET:EXPOSURE</c>.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> ReadHeaders(JsonElement result) =>
        result.EnumerateObject().ToDictionary(d => d.Name,
            d => (IReadOnlyDictionary<string, string>)(d.Value.ValueKind == JsonValueKind.Object ? d.Value.EnumerateObject().ToDictionary(k => k.Name, k => k.Value.ToString(), StringComparer.Ordinal)
                : throw new ArchiveException($"CRDS has no header of {d.Name}: {Html.Excerpt(d.Value.ToString())}") { Advice = "check the name of the data set" }), StringComparer.Ordinal);

    /// <summary>Reads the reply of a call.</summary>
    internal static T Parse<T>(byte[] body, string method, Func<JsonElement, T> read)
    {
        if (Html.LooksLikePage(body))
            throw new ArchiveException($"CRDS answered with a web page: {Html.Excerpt(Encoding.UTF8.GetString(body))}") { IsUnreachable = true, Advice = "try again later" };
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
            {
                string message = error.TryGetProperty("message", out var m) ? m.ToString() : error.ToString();
                throw new ArchiveException($"CRDS refused {method}: {Html.Excerpt(WebUtility.HtmlDecode(message))}") { Advice = "check the context and the names" };
            }
            var result = root.GetProperty("result");
            if (result.ValueKind != JsonValueKind.Object || !result.TryGetProperty("crds_encoded", out _)) return read(result);
            // Large results come as base64 of gzip of JSON.
            using var packed = new GZipStream(new MemoryStream(result.GetProperty("crds_payload").GetBytesFromBase64()), CompressionMode.Decompress);
            using var inner = JsonDocument.Parse(packed);
            return read(inner.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or InvalidDataException)
        {
            throw new ArchiveException($"CRDS sent an answer to {method} that cannot be read", e) { Advice = "try again later" };
        }
    }
}
