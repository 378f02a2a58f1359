using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using HstNotebooks.Kernel.Notebooks;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HstNotebooks.Kernel.Pages;

/// <summary>Renders the text cells of a notebook, collects their headings and puts their pictures inside.</summary>
internal sealed partial class MarkdownCells(string? folder)
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseAutoLinks().UseMathematics().UseEmphasisExtras().UseFootnotes().UseTaskLists().UseDefinitionLists().Build();

    private readonly List<PageHeading> _headings = [];
    private readonly HashSet<string> _anchors = new(StringComparer.Ordinal);

    /// <summary>The headings so far.</summary>
    public IReadOnlyList<PageHeading> Headings => _headings;

    /// <summary>The cell as HTML.</summary>
    public string Render(NotebookCell cell)
    {
        var document = Markdown.Parse(cell.Source, Pipeline);
        foreach (var heading in document.Descendants<HeadingBlock>())
        {
            string text = PlainText(heading.Inline);
            string anchor = Anchor(text);
            heading.GetAttributes().Id = anchor;
            _headings.Add(new(heading.Level, text, anchor));
        }
        foreach (var link in document.Descendants<LinkInline>())
            if (link.IsImage && link.Url is { } url && Inside(url, cell.Attachments) is { } data) link.Url = data;
        foreach (var fence in document.Descendants<FencedCodeBlock>().Where(fence => fence.Info is "csharp" or "cs" or "c#").ToList())
            if (fence.Parent is { } parent) parent[parent.IndexOf(fence)] = Highlighted(fence);
        foreach (var formula in document.Descendants<MathInline>().ToList())
            formula.ReplaceBy(new HtmlInline($"<span class=\"{(formula.DelimiterCount > 1 ? "math block" : "math")}\">{MathText.ToHtml(formula.Content.ToString())}</span>"));
        foreach (var formula in document.Descendants<MathBlock>().ToList())
            if (formula.Parent is { } parent) parent[parent.IndexOf(formula)] = Html($"<div class=\"math block\">{MathText.ToHtml(formula.Lines.ToString())}</div>\n");

        var writer = new StringWriter(CultureInfo.InvariantCulture);
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return HtmlImages().Replace(writer.ToString(), match =>
            Inside(WebUtility.HtmlDecode(match.Groups["url"].Value), cell.Attachments) is { } data ? match.Groups["head"].Value + data + "\"" : match.Value);
    }

    private static HtmlBlock Highlighted(FencedCodeBlock fence) => Html("<pre><code>" + CSharpHighlighter.ToHtml(fence.Lines.ToString()) + "</code></pre>\n");

    private static HtmlBlock Html(string html) => new(null) { Lines = new Markdig.Helpers.StringLineGroup(html) };

    private static string PlainText(ContainerInline? inline)
    {
        var text = new StringBuilder();
        foreach (var part in inline?.Descendants() ?? [])
        {
            if (part is LiteralInline literal) text.Append(literal.Content.AsSpan());
            else if (part is CodeInline code) text.Append(code.Content);
        }
        return text.ToString();
    }

    // The anchors of Jupyter: the text with hyphens for blanks.
    private string Anchor(string text)
    {
        string wished = WebUtility.UrlEncode(text.Trim().Replace(' ', '-')).Replace("+", "-", StringComparison.Ordinal).Replace("%", "", StringComparison.Ordinal);
        string anchor = wished.Length == 0 ? "section" : wished;
        for (int i = 2; !_anchors.Add(anchor); i++) anchor = wished + "-" + i.ToString(CultureInfo.InvariantCulture);
        return anchor;
    }

    // A picture of an attachment or of a file beside the notebook, as a data address.
    private string? Inside(string url, JsonObject? attachments)
    {
        if (url.StartsWith("attachment:", StringComparison.Ordinal))
        {
            var picture = (attachments?[url["attachment:".Length..]] as JsonObject)?.FirstOrDefault();
            return picture?.Value is { } content ? $"data:{picture.Value.Key};base64,{NotebookFile.Text(content).Replace("\n", "", StringComparison.Ordinal)}" : null;
        }
        if (folder is null || url.Contains("://", StringComparison.Ordinal) || url.StartsWith("data:", StringComparison.Ordinal)) return null;
        string path = Path.Combine(folder, Uri.UnescapeDataString(url));
        string? mime = Path.GetExtension(path).ToLowerInvariant() switch { ".png" => "image/png", ".jpg" or ".jpeg" => "image/jpeg", ".gif" => "image/gif", ".svg" => "image/svg+xml", _ => null };
        return mime is not null && File.Exists(path) ? $"data:{mime};base64,{Convert.ToBase64String(File.ReadAllBytes(path))}" : null;
    }

    [GeneratedRegex("(?<head><img [^>]*?src=\")(?<url>[^\"]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex HtmlImages();
}
