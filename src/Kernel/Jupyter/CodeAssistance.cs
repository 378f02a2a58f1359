using System.Net;
using System.Text.Json.Nodes;
using HstNotebooks.Kernel.Assistance;
using HstNotebooks.Kernel.Cells;

namespace HstNotebooks.Kernel.Jupyter;

/// <summary>Completion and inspection in the protocol's form, whose positions count Unicode characters.</summary>
internal static class CodeAssistance
{
    /// <summary>The content of <c>complete_reply</c>.</summary>
    public static JsonObject Complete(NotebookSession session, JsonObject request)
    {
        string code = request["code"]?.GetValue<string>() ?? "";
        var list = new CellAssistant(session).Complete(code, Position(request, code));
        var matches = new JsonArray();
        var types = new JsonArray();
        int start = Count(code, list.Start), end = Count(code, list.End);
        foreach (var item in list.Items)
        {
            matches.Add((JsonNode)item.Text);
            types.Add((JsonNode)new JsonObject { ["start"] = start, ["end"] = end, ["text"] = item.Text, ["type"] = item.Kind });
        }
        return new()
        {
            ["status"] = "ok",
            ["matches"] = matches,
            ["cursor_start"] = start,
            ["cursor_end"] = end,
            ["metadata"] = new JsonObject { ["_jupyter_types_experimental"] = types },
        };
    }

    /// <summary>The content of <c>inspect_reply</c>.</summary>
    public static JsonObject Inspect(NotebookSession session, JsonObject request)
    {
        string code = request["code"]?.GetValue<string>() ?? "";
        string? text = new CellAssistant(session).Inspect(code, Position(request, code));
        var data = new JsonObject();
        if (text is not null)
        {
            data["text/plain"] = text;
            data["text/html"] = "<pre>" + WebUtility.HtmlEncode(text) + "</pre>";
        }
        return new() { ["status"] = "ok", ["found"] = text is not null, ["data"] = data, ["metadata"] = new JsonObject() };
    }

    private static int Position(JsonObject request, string code)
    {
        int characters = request["cursor_pos"] is JsonValue value && value.TryGetValue(out int given) ? given : int.MaxValue;
        int at = 0;
        while (characters-- > 0 && at < code.Length) at += char.IsHighSurrogate(code[at]) && at + 1 < code.Length ? 2 : 1;
        return at;
    }

    private static int Count(string code, int position)
    {
        int count = 0;
        for (int i = 0; i < position && i < code.Length; i++)
            if (!char.IsLowSurrogate(code[i])) count++;
        return count;
    }
}
