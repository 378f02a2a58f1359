using System.Text.Json;
using HstNotebooks.Errors;
using HstNotebooks.Sky;

namespace HstNotebooks.Archives;

/// <summary>Reads the reply of MAST's resolver of object names.</summary>
internal static class MastNames
{
    /// <summary>The position of the first resolver that knows the name, or null where none does.</summary>
    /// <exception cref="ArchiveException">The reply cannot be read.</exception>
    public static SkyPosition? Parse(byte[] json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (!document.RootElement.TryGetProperty("resolvedCoordinate", out var found) || found.ValueKind != JsonValueKind.Array) return null;
            foreach (var item in found.EnumerateArray())
                if (item.TryGetProperty("ra", out var ra) && item.TryGetProperty("decl", out var dec)) return new SkyPosition(ra.GetDouble(), dec.GetDouble());
            return null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArchiveException("MAST's resolver of names sent a reply that cannot be read", e) { IsUnreachable = true, Advice = "give the position instead of the name" };
        }
    }
}
