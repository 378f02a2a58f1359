using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using HstNotebooks.Kernel.Notebooks;

namespace HstNotebooks.Kernel.Pages;

/// <summary>Renders an executed notebook as one HTML page that needs nothing else: styles, scripts and pictures are inside.</summary>
internal static class NotebookPage
{
    /// <summary>The page.</summary>
    /// <param name="notebook">The notebook with outputs.</param>
    /// <param name="name">The title where the notebook has no heading.</param>
    /// <param name="folder">Where pictures named by the notebook's text are looked for; null for nowhere.</param>
    /// <param name="times">How long each code cell took, by its execution count; null where it is not known.</param>
    public static string Render(Notebook notebook, string name, string? folder = null, IReadOnlyDictionary<int, TimeSpan>? times = null)
    {
        var text = new MarkdownCells(folder);
        var body = new StringBuilder();
        foreach (var cell in notebook.Cells)
        {
            switch (cell.Kind)
            {
                case NotebookCellKind.Markdown:
                    body.Append("<section class=\"text\">").Append(text.Render(cell)).Append("</section>\n");
                    break;
                case NotebookCellKind.Code when !string.IsNullOrWhiteSpace(cell.Source):
                    AppendCode(body, cell, times);
                    break;
                case NotebookCellKind.Raw when !string.IsNullOrWhiteSpace(cell.Source):
                    body.Append("<pre class=\"raw\">").Append(WebUtility.HtmlEncode(cell.Source)).Append("</pre>\n");
                    break;
            }
        }
        string title = notebook.Title ?? name;
        return $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta name="generator" content="HstNotebooks {KernelIdentity.Version}">
            <title>{WebUtility.HtmlEncode(title)}</title>
            <style>
            {PageResource.Read("page.css")}</style>
            </head>
            <body>
            <div class="page">
            {Contents(text.Headings)}
            <main>
            {body}</main>
            </div>
            <script>
            {PageResource.Read("page.js")}</script>
            </body>
            </html>

            """;
    }

    private static string Contents(IReadOnlyList<PageHeading> headings)
    {
        var list = new StringBuilder();
        foreach (var heading in headings.Where(heading => heading.Level <= 3))
            list.Append(CultureInfo.InvariantCulture, $"<li class=\"l{heading.Level}\"><a href=\"#{heading.Anchor}\">{WebUtility.HtmlEncode(heading.Text)}</a></li>\n");
        return $"""
            <nav>
            <div class="tools"><button type="button" id="fold">Hide code</button></div>
            <details open id="toc"><summary>Contents</summary>
            <ul>
            {list}</ul>
            </details>
            </nav>
            """;
    }

    private static void AppendCode(StringBuilder body, NotebookCell cell, IReadOnlyDictionary<int, TimeSpan>? times)
    {
        string label = cell.ExecutionCount is { } count ? string.Create(CultureInfo.InvariantCulture, $"In [{count}]") : "not run";
        string time = cell.ExecutionCount is { } run && times is not null && times.TryGetValue(run, out var elapsed) ? Cells.Duration.Text(elapsed) : "";
        body.Append("<section class=\"cell\">\n<details class=\"code\" open><summary><span>").Append(label).Append("</span><span class=\"time\">").Append(time)
            .Append("</span></summary><pre><code>").Append(CSharpHighlighter.ToHtml(cell.Source)).Append("</code></pre></details>\n");
        foreach (var output in cell.Outputs.OfType<JsonObject>()) OutputHtml.Append(body, output);
        body.Append("</section>\n");
    }
}
