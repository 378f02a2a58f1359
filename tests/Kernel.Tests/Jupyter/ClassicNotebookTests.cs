using System.Diagnostics;
using System.Text.Json.Nodes;

namespace HstNotebooks.Tests.Jupyter;

/// <summary>The classic notebook in a browser, as a user meets it.</summary>
public sealed class ClassicNotebookTests
{
    private const string RedDot = "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==";

    [Fact]
    public async Task A_cell_is_typed_and_run_its_picture_is_seen_and_a_long_one_is_interrupted()
    {
        using var jupyter = new JupyterTools("notebook");
        string file = Path.Combine(jupyter.Folder, "n.ipynb");
        await File.WriteAllTextAsync(file, """
            {"cells": [{"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": []}],
             "metadata": {"kernelspec": {"display_name": "HstNotebooks (C#)", "language": "C#", "name": "hst-notebooks"}}, "nbformat": 4, "nbformat_minor": 4}
            """, TestContext.Current.CancellationToken);
        await using var server = await NotebookServer.StartAsync(jupyter);
        await using var browser = await Browser.OpenAsync(server.AddressOf("n.ipynb"));
        await browser.WaitForAsync("window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected() && Jupyter.notebook.kernel.info_reply.implementation", TimeSpan.FromSeconds(60), "the connection of the notebook to the kernel");
        Assert.Equal("hst-notebooks", (await browser.EvaluateAsync("Jupyter.notebook.kernel.info_reply.implementation"))!.GetValue<string>());

        await RunCellAsync(browser, 0, $$"""display(new MimeBundle(new Dictionary<string, string> { ["image/png"] = "{{RedDot}}", ["text/plain"] = "a dot" })); 6 * 7""");
        await browser.WaitForAsync("document.querySelector('.output_png img, .output_area img')?.naturalWidth === 5", TimeSpan.FromSeconds(30), "the picture");
        await browser.WaitForAsync("document.querySelectorAll('.output_result pre')[0]?.textContent.trim() === '42'", TimeSpan.FromSeconds(10), "the result");

        await RunCellAsync(browser, 1, "Console.WriteLine(\"begun\"); while (true) { }");
        await browser.WaitForAsync("document.querySelector('.output_stdout pre')?.textContent.includes('begun')", TimeSpan.FromSeconds(20), "the start of the long cell");
        var clock = Stopwatch.StartNew();
        await browser.EvaluateAsync("document.querySelector('button[data-jupyter-action=\"jupyter-notebook:interrupt-kernel\"]').click()");
        await browser.WaitForAsync("document.querySelector('.output_error pre')?.textContent.includes('Interrupted')", TimeSpan.FromSeconds(10), "the interrupt");
        Assert.InRange(clock.ElapsedMilliseconds, 0, 2000);

        await FocusAsync(browser, 2);
        await browser.WaitForAsync("!Jupyter.notebook.kernel_busy", TimeSpan.FromSeconds(20), "the end of the long cell");
        await browser.TypeAsync("Console.WriteLi");
        await browser.WaitForAsync("Jupyter.notebook.get_cell(2).get_text() === 'Console.WriteLi'", TimeSpan.FromSeconds(10), "the typing");
        await browser.PressTabAsync();
        await browser.WaitForAsync("Jupyter.notebook.get_cell(2).get_text().startsWith('Console.WriteLine')", TimeSpan.FromSeconds(30), "the completion");
    }

    [Fact]
    public async Task A_notebook_that_is_not_trusted_still_shows_every_figure_and_picture()
    {
        using var jupyter = new JupyterTools("notebook");
        string file = Path.Combine(jupyter.Folder, "n.ipynb");
        string[] cells =
        [
            "var figure = new Figure(\"a < b\"); figure.Panel.Scatter([1, 2, 3], [4, 5, 6], \"points\"); figure",
            "new FigureSet([figure, figure])",
            "var image = new Image<float>(300, 200, [.. Enumerable.Range(0, 60000).Select(i => (float)(i % 300))]); Display.Image(image)",
            "Display.SideBySide(Display.Image(image), Display.Image(image))",
            "Display.Blink(Display.Image(image), Display.Image(image))",
            "image",
        ];
        int[] pictures = [1, 2, 1, 1, 1, 1];
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray([.. cells.Select(code => (JsonNode)new JsonObject { ["cell_type"] = "code", ["execution_count"] = null, ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(), ["source"] = code })]),
            ["metadata"] = JsonNode.Parse("""{"kernelspec": {"display_name": "HstNotebooks (C#)", "language": "C#", "name": "hst-notebooks"}}"""),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 4,
        };
        await File.WriteAllTextAsync(file, notebook.ToJsonString(), TestContext.Current.CancellationToken);
        var run = jupyter.Run("dotnet", JupyterTools.Program, "run", file);
        Assert.True(run.Code == 0, run.Error);

        await using var server = await NotebookServer.StartAsync(jupyter);
        await using var browser = await Browser.OpenAsync(server.AddressOf("n.executed.ipynb"));
        await browser.WaitForAsync($"window.Jupyter && Jupyter.notebook && Jupyter.notebook._fully_loaded && document.querySelectorAll('.output_area img').length >= {pictures.Sum()}", TimeSpan.FromSeconds(30), "the pictures");
        Assert.False((await browser.EvaluateAsync("Jupyter.notebook.trusted"))!.GetValue<bool>());
        for (int i = 0; i < cells.Length; i++)
        {
            string area = $"Jupyter.notebook.get_cell({i}).element[0].querySelector('.output_wrapper')";
            Assert.Equal(pictures[i], (await browser.EvaluateAsync($"[...{area}.querySelectorAll('img')].filter(p => p.naturalWidth >= 400 && p.getBoundingClientRect().height >= 100).length"))!.GetValue<int>());
            // No loose text of a drawing, no script, no style that was shown as text.
            Assert.Equal("", (await browser.EvaluateAsync($"{area}.querySelector('.output_subarea').textContent.trim()"))!.GetValue<string>());
        }
    }

    private static async Task RunCellAsync(Browser browser, int index, string code)
    {
        await FocusAsync(browser, index);
        await browser.TypeAsync(code);
        await browser.WaitForAsync($"Jupyter.notebook.get_cell({index}).get_text().length > 5", TimeSpan.FromSeconds(5), "the typing");
        await browser.PressShiftEnterAsync();
    }

    private static Task FocusAsync(Browser browser, int index) =>
        browser.EvaluateAsync($"Jupyter.notebook.select({index}); Jupyter.notebook.edit_mode(); Jupyter.notebook.get_cell({index}).focus_editor();");
}
