using System.Text.Json.Nodes;
using HstNotebooks.Kernel.Notebooks;
using HstNotebooks.Kernel.Pages;

namespace HstNotebooks.Tests.Pages;

public sealed class NotebookPageTests
{
    private static string Page(params NotebookCell[] cells)
    {
        var notebook = new Notebook();
        notebook.Cells.AddRange(cells);
        return NotebookPage.Render(notebook, "name");
    }

    private static NotebookCell Code(string source, params JsonObject[] outputs) => new(NotebookCellKind.Code, source) { Outputs = [.. outputs], ExecutionCount = 1 };

    [Fact]
    public void Headings_get_anchors_and_stand_in_the_contents()
    {
        string page = Page(new(NotebookCellKind.Markdown, "# One & two\n\n## Deep `code`\n"), new NotebookCell(NotebookCellKind.Markdown, "## Deep `code`"));
        Assert.Contains("<a href=\"#One-26-two\">One &amp; two</a>", page, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"Deep-code\">", page, StringComparison.Ordinal);
        Assert.Contains("<h2 id=\"Deep-code-2\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_asks_for_nothing_from_outside()
    {
        string page = Page(new(NotebookCellKind.Markdown, "# T\n\ntext"), Code("var x = 1;"));
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_of_code_streams_and_errors_is_escaped()
    {
        string page = Page(Code("var s = \"<script>alert(1)</script>\"; // <b>",
            new JsonObject { ["output_type"] = "stream", ["name"] = "stdout", ["text"] = "<script>alert(2)</script>" },
            new JsonObject { ["output_type"] = "error", ["ename"] = "E", ["evalue"] = "v", ["traceback"] = new JsonArray("<script>alert(3)</script>") },
            new JsonObject { ["output_type"] = "display_data", ["data"] = new JsonObject { ["text/plain"] = "<script>alert(4)</script>" } }));
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Equal(4, page.Split("&lt;script&gt;").Length - 1);
    }

    [Fact]
    public void Pictures_are_inside_and_html_wins_over_pictures()
    {
        string page = Page(Code("x",
            new JsonObject { ["output_type"] = "display_data", ["data"] = new JsonObject { ["image/png"] = "QUJD\n", ["text/plain"] = "a picture" } },
            new JsonObject { ["output_type"] = "display_data", ["data"] = new JsonObject { ["image/png"] = "REVG", ["text/html"] = new JsonArray("<b>", "bold</b>") } }));
        Assert.Contains("<img alt=\"a picture\" src=\"data:image/png;base64,QUJD\">", page, StringComparison.Ordinal);
        Assert.Contains("<b>bold</b>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("REVG", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_picture_file_named_by_the_text_is_put_inside()
    {
        string folder = Checkout.NewScratchFolder();
        File.WriteAllBytes(Path.Combine(folder, "a b.png"), [1, 2, 3]);
        var notebook = new Notebook();
        notebook.Cells.Add(new(NotebookCellKind.Markdown, "![alt](a%20b.png) <img src=\"a b.png\">"));
        string page = NotebookPage.Render(notebook, "n", folder);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(2, page.Split("data:image/png;base64,AQID").Length - 1);
    }

    [Fact]
    public void Code_is_coloured_and_keeps_its_text()
    {
        string html = CSharpHighlighter.ToHtml("#!tweakreg --a 1\nvar s = $\"a {1 + 2}\"; // note\nawait Foo(3.5);");
        Assert.Contains("<span class=\"m\">#!tweakreg --a 1</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"k\">var</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"c\">// note</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"f\">Foo</span>", html, StringComparison.Ordinal);
        Assert.Equal("#!tweakreg --a 1\nvar s = $\"a {1 + 2}\"; // note\nawait Foo(3.5);", System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(html, "<[^>]+>", "")));
    }
}
