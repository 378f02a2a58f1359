using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HstNotebooks.Kernel.Assistance;
using HstNotebooks.Kernel.Cells;

namespace HstNotebooks.Kernel.Jupyter;

/// <summary>Cells that ask something of the client, as notebooks know them from Python: <c>TweakReg.Run?</c>, <c>exit</c>.</summary>
internal static partial class ClientRequest
{
    /// <summary>What the client shall do; null for a cell that is to be run.</summary>
    public static JsonObject? Payload(NotebookSession session, string code)
    {
        string text = code.Trim();
        if (text is "exit" or "quit" or "exit()" or "quit()") return new() { ["source"] = "ask_exit", ["keepkernel"] = false };
        if (!Question().IsMatch(text)) return null;
        string name = text.Trim('?');
        string help = new CellAssistant(session).Inspect(name, name.Length) ?? $"nothing is known about '{name}'";
        return new() { ["source"] = "page", ["start"] = 0, ["data"] = new JsonObject { ["text/plain"] = help } };
    }

    [GeneratedRegex(@"^(\?{1,2}(#!)?[A-Za-z_][\w.]*|(#!)?[A-Za-z_][\w.]*\?{1,2})$", RegexOptions.CultureInvariant)]
    private static partial Regex Question();
}
