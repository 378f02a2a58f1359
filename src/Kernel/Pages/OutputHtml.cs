using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Notebooks;
using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Kernel.Pages;

/// <summary>Renders one output of a cell.</summary>
internal static class OutputHtml
{
    private static readonly string[] Preference = ["text/html", "image/svg+xml", "image/png", "image/jpeg", "image/gif", "text/markdown", "text/plain"];

    /// <summary>Appends the output in its best representation.</summary>
    public static void Append(StringBuilder body, JsonObject output)
    {
        switch (output["output_type"]?.GetValue<string>())
        {
            case "stream":
                string kind = output["name"]?.GetValue<string>() == "stderr" ? "err" : "out";
                body.Append("<pre class=\"").Append(kind).Append("\">").Append(Escape(TerminalText.Plain(NotebookFile.Text(output["text"])))).Append("</pre>\n");
                break;
            case "error":
                var lines = output["traceback"]?.AsArray().Select(line => NotebookFile.Text(line)) ?? [];
                string text = TerminalText.Plain(string.Join('\n', lines));
                if (text.Length == 0) text = NotebookFile.Text(output["ename"]) + ": " + NotebookFile.Text(output["evalue"]);
                body.Append("<pre class=\"error\">").Append(Escape(text)).Append("</pre>\n");
                break;
            case "display_data" or "execute_result" when output["data"] is JsonObject data:
                AppendData(body, data);
                break;
        }
    }

    private static void AppendData(StringBuilder body, JsonObject data)
    {
        string? mime = Preference.FirstOrDefault(data.ContainsKey);
        if (mime is null) return;
        string content = NotebookFile.Text(data[mime]);
        if (content.Length == 0) return;
        body.Append("<div class=\"result\">");
        switch (mime)
        {
            case "text/html" or "image/svg+xml":
                body.Append(content);
                break;
            case "text/markdown":
                body.Append(CellFunctions.Markdown(content).Data["text/html"]);
                break;
            case "text/plain":
                body.Append("<pre>").Append(Escape(TerminalText.Plain(content))).Append("</pre>");
                break;
            default:
                string alternative = NotebookFile.Text(data["text/plain"]);
                body.Append("<img alt=\"").Append(Escape(alternative)).Append("\" src=\"data:").Append(mime).Append(";base64,").Append(content.Replace("\n", "", StringComparison.Ordinal)).Append("\">");
                break;
        }
        body.Append("</div>\n");
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
