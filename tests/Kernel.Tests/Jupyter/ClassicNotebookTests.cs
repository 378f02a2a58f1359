using System.Diagnostics;

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
        int port = KernelClient.FreePorts()[0];
        using var server = Process.Start(jupyter.StartInfo("jupyter",
            ["notebook", "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--NotebookApp.token=", "--NotebookApp.password=", $"--notebook-dir={jupyter.Folder}"]))!;
        _ = server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        try
        {
            await WaitForServerAsync(port);
            await using var browser = await Browser.OpenAsync($"http://127.0.0.1:{port}/notebooks/n.ipynb");
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
            await browser.TypeAsync("Console.WriteLi");
            await browser.PressTabAsync();
            await browser.WaitForAsync("Jupyter.notebook.get_cell(2).get_text().startsWith('Console.WriteLine')", TimeSpan.FromSeconds(10), "the completion");
        }
        finally
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync(CancellationToken.None);
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

    private static async Task WaitForServerAsync(int port)
    {
        using var http = new HttpClient();
        for (int attempt = 0; attempt < 300; attempt++)
        {
            try
            {
                using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/api"), TestContext.Current.CancellationToken);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100, TestContext.Current.CancellationToken);
            }
        }
        Assert.Fail("the notebook server did not start");
    }
}
