using System.Text;
using HstNotebooks.Hosting;

namespace HstNotebooks.Formatting;

/// <summary>Cells of text with a head, written as HTML and as aligned plain text in the manner of astropy's tables.</summary>
internal sealed class TextGrid(IReadOnlyList<GridColumn> columns)
{
    private readonly List<IReadOnlyList<string>> rows = [];

    /// <summary>Whether text cells may break over lines in HTML.</summary>
    public bool WrapText { get; init; }

    /// <summary>Class of a cell by row and column, for colours of HTML; null for none.</summary>
    public Func<int, int, string?>? CellClass { get; init; }

    /// <summary>Most characters of a line of plain text; the middle columns of wider tables are left out there.</summary>
    public int TextWidth { get; init; } = int.MaxValue;

    public void Add(IReadOnlyList<string> cells) => rows.Add(cells);

    /// <summary>A row that says that rows were left out.</summary>
    public void AddEllipsis() => rows.Add([.. columns.Select(_ => "...")]);

    public MimeBundle ToBundle(string? title = null, string? footer = null) => MimeBundle.FromHtml(Html.Fragment(ToHtml(title, footer)), ToText(title, footer));

    public string ToHtml(string? title = null, string? footer = null)
    {
        var html = new StringBuilder();
        if (title is not null) html.Append("<i>").Append(Html.Escape(title)).Append("</i>");
        html.Append("<table><thead><tr>");
        Head(c => c.Name);
        html.Append("</tr>");
        if (columns.Any(c => c.Unit.Length > 0)) { html.Append("<tr class=\"u\">"); Head(c => c.Unit); html.Append("</tr>"); }
        if (columns.Any(c => c.DataType.Length > 0)) { html.Append("<tr class=\"u\">"); Head(c => c.DataType); html.Append("</tr>"); }
        html.Append("</thead><tbody>");
        for (int r = 0; r < rows.Count; r++)
        {
            html.Append("<tr>");
            for (int c = 0; c < columns.Count; c++)
            {
                string css = string.Join(' ', new[] { columns[c].IsNumber ? "n" : WrapText ? "wrap" : null, CellClass?.Invoke(r, c) }.Where(s => s is not null));
                html.Append(css.Length > 0 ? $"<td class=\"{css}\">" : "<td>").Append(Html.Escape(rows[r][c])).Append("</td>");
            }
            html.Append("</tr>");
        }
        html.Append("</tbody></table>");
        if (footer is not null) html.Append("<span class=\"dim\">").Append(Html.Escape(footer).Replace("\n", "<br>", StringComparison.Ordinal)).Append("</span>");
        return html.ToString();

        void Head(Func<GridColumn, string> text)
        {
            foreach (var column in columns)
                html.Append(column.IsNumber ? "<th class=\"n\">" : "<th>").Append(Html.Escape(text(column))).Append("</th>");
        }
    }

    public string ToText(string? title = null, string? footer = null)
    {
        var heads = new List<IReadOnlyList<string>> { columns.Select(c => c.Name).ToList() };
        if (columns.Any(c => c.Unit.Length > 0)) heads.Add([.. columns.Select(c => c.Unit)]);
        if (columns.Any(c => c.DataType.Length > 0)) heads.Add([.. columns.Select(c => c.DataType)]);
        int[] widths = new int[columns.Count];
        foreach (var row in heads.Concat(rows))
            for (int c = 0; c < widths.Length; c++) widths[c] = Math.Max(widths[c], row[c].Length);
        int[] shown = ShownColumns(widths);
        var text = new StringBuilder();
        if (title is not null) text.Append(title).Append('\n');
        foreach (var head in heads) Line(head, Centre);
        Line([.. widths.Select(w => new string('-', w))], (s, _, _) => s);
        foreach (var row in rows) Line(row, (s, w, c) => columns[c].IsNumber ? s.PadLeft(w) : s.PadRight(w));
        if (footer is not null) text.Append(footer).Append('\n');
        return text.ToString().TrimEnd('\n');

        void Line(IReadOnlyList<string> cells, Func<string, int, int, string> align)
        {
            var line = new StringBuilder();
            foreach (int c in shown) line.Append(c == shown[0] ? "" : " ").Append(c < 0 ? "..." : align(cells[c], widths[c], c));
            text.Append(line.ToString().TrimEnd()).Append('\n');
        }
        static string Centre(string s, int w, int c) => s.PadLeft(s.Length + (w - s.Length) / 2).PadRight(w);
    }

    // From both ends alternately, as many as fit; -1 stands for those that are left out.
    private int[] ShownColumns(int[] widths)
    {
        if (widths.Sum(w => w + 1) - 1 <= TextWidth) return [.. Enumerable.Range(0, widths.Length)];
        int left = 0, right = widths.Length, used = 3;
        while (left < right)
        {
            int next = left <= widths.Length - right ? left : right - 1;
            used += widths[next] + 1;
            if (used > TextWidth && left > 0) break;
            if (next == left) left++;
            else right--;
        }
        return [.. Enumerable.Range(0, left), -1, .. Enumerable.Range(right, widths.Length - right)];
    }
}
