using System.Text.Json.Nodes;

namespace HstNotebooks.Kernel.Jupyter;

/// <summary>A message of Jupyter's protocol.</summary>
/// <param name="Identities">The routing frames in front of it; for output the topic.</param>
/// <param name="Header">Who sent what and when.</param>
/// <param name="Parent">The header of the message that it answers; empty for none.</param>
/// <param name="Content">What it says.</param>
internal sealed record JupyterMessage(IReadOnlyList<byte[]> Identities, JsonObject Header, JsonObject Parent, JsonObject Content)
{
    /// <summary>Additional facts.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>Its kind, for example <c>execute_request</c>.</summary>
    public string Type => Header["msg_type"]?.GetValue<string>() ?? "";

    /// <summary>Its id.</summary>
    public string Id => Header["msg_id"]?.GetValue<string>() ?? "";
}
