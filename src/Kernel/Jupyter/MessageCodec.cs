using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HstNotebooks.Kernel.Jupyter;

/// <summary>
/// Turns messages into frames and back: identities, the delimiter, the HMAC-SHA256 of the four dictionaries, the dictionaries.
/// </summary>
/// <remarks>Source: "Messaging in Jupyter", the wire protocol. A signature that was seen before is refused, so that a recorded message cannot be played again.</remarks>
internal sealed class MessageCodec
{
    /// <summary>The version of the messaging protocol that is spoken.</summary>
    public const string ProtocolVersion = "5.3";

    private const int RememberedSignatures = 1 << 16;
    private static readonly JsonSerializerOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly byte[] Delimiter = "<IDS|MSG>"u8.ToArray();

    private readonly byte[] _key;
    private readonly string _session = Guid.NewGuid().ToString("N");
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly Queue<string> _seenInOrder = new();

    /// <summary>Creates a codec for a key; with an empty key nothing is signed.</summary>
    public MessageCodec(string key) => _key = Encoding.UTF8.GetBytes(key);

    /// <summary>A new message that answers another one.</summary>
    public JupyterMessage Create(string type, JsonObject content, JupyterMessage? parent, IReadOnlyList<byte[]> identities) =>
        new(identities, new JsonObject
        {
            ["msg_id"] = Guid.NewGuid().ToString("N"),
            ["session"] = _session,
            ["username"] = "kernel",
            ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
            ["msg_type"] = type,
            ["version"] = ProtocolVersion,
        }, parent is null ? [] : parent.Header.DeepClone().AsObject(), content);

    /// <summary>The frames of a message.</summary>
    public IReadOnlyList<byte[]> Encode(JupyterMessage message)
    {
        byte[][] parts = [Bytes(message.Header), Bytes(message.Parent), Bytes(message.Metadata), Bytes(message.Content)];
        return [.. message.Identities, Delimiter, Encoding.ASCII.GetBytes(Sign(parts)), .. parts];
    }

    /// <summary>Reads the frames of a message.</summary>
    /// <exception cref="MessageFormatException">They are no message, or the signature is wrong.</exception>
    public JupyterMessage Decode(IReadOnlyList<byte[]> frames)
    {
        int delimiter = 0;
        while (delimiter < frames.Count && !frames[delimiter].AsSpan().SequenceEqual(Delimiter)) delimiter++;
        if (frames.Count - delimiter < 6) throw new MessageFormatException("a message has too few frames or no delimiter");
        byte[][] parts = [.. frames.Skip(delimiter + 2).Take(4)];
        Verify(frames[delimiter + 1], parts);
        var header = Dictionary(parts[0], "header");
        if (header["msg_type"] is not JsonValue kind || !kind.TryGetValue(out string? _)) throw new MessageFormatException("a message does not say what kind it is");
        return new([.. frames.Take(delimiter)], header, Dictionary(parts[1], "parent header"), Dictionary(parts[3], "content"))
        {
            Metadata = Dictionary(parts[2], "metadata"),
        };
    }

    private void Verify(byte[] signature, byte[][] parts)
    {
        if (_key.Length == 0) return;
        string given = Encoding.ASCII.GetString(signature);
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), Encoding.ASCII.GetBytes(Sign(parts)))) throw new MessageFormatException("a message has a wrong signature");
        lock (_seen)
        {
            if (!_seen.Add(given)) throw new MessageFormatException("a message was sent a second time");
            _seenInOrder.Enqueue(given);
            if (_seenInOrder.Count > RememberedSignatures) _seen.Remove(_seenInOrder.Dequeue());
        }
    }

    private string Sign(byte[][] parts)
    {
        if (_key.Length == 0) return "";
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        foreach (byte[] part in parts) hash.AppendData(part);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] Bytes(JsonObject dictionary) => Encoding.UTF8.GetBytes(dictionary.ToJsonString(Layout));

    private static JsonObject Dictionary(byte[] bytes, string name)
    {
        try
        {
            return JsonNode.Parse(bytes, documentOptions: Strict) as JsonObject ?? throw new MessageFormatException($"the {name} of a message is no dictionary");
        }
        catch (JsonException exception)
        {
            throw new MessageFormatException($"the {name} of a message is no JSON", exception);
        }
    }
}
