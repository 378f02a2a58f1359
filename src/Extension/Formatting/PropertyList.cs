using System.Text;
using HstNotebooks.Hosting;

namespace HstNotebooks.Formatting;

/// <summary>Shows names and values one below the other.</summary>
internal static class PropertyList
{
    public static MimeBundle Format(string title, IReadOnlyList<(string Name, string Value)> rows)
    {
        var text = new StringBuilder(title);
        var html = new StringBuilder($"<b>{Html.Escape(title)}</b><table>");
        int width = rows.Count == 0 ? 0 : rows.Max(r => r.Name.Length);
        foreach (var (name, value) in rows)
        {
            text.Append("\n  ").Append(name.PadRight(width)).Append("  ").Append(value);
            html.Append($"<tr><th>{Html.Escape(name)}</th><td class=\"wrap\">{Html.Escape(value)}</td></tr>");
        }
        return MimeBundle.FromHtml(Html.Fragment(html.Append("</table>").ToString()), text.ToString());
    }
}
