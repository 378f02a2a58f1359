using System.Text.Json.Nodes;
using HstNotebooks.Tests.Jupyter;

namespace HstNotebooks.Tests.Pages;

/// <summary>Scripts in headers, catalogs, file names and errors of somebody else's data, on the page of a run, in a browser.</summary>
public sealed class HostileTextTests
{
    [Fact]
    public async Task Nothing_that_data_says_runs_on_the_page()
    {
        using var jupyter = new JupyterTools();
        // Each payload would leave its mark on the body of the page.
        const string code = """"
            string Evil(string where) => $"</script></style></title><script>document.body.dataset.hacked+='{where} '</script><img src=x onerror=\"document.body.dataset.hacked+='{where} '\"><b id=hacked>";
            string name = "<img src=x onerror=document.body.dataset.hacked=1>_flt.fits";
            using (var file = new FitsFile())
            {
                var header = new FitsHeader();
                header.Set("TARGNAME", Evil("target")[..60], "<svg onload=document.body.dataset.hacked=2>");
                header.Set("INSTRUME", "ACS");
                header.Set("DETECTOR", "HRC");
                header.AddHistory(Evil("history"));
                file.Add(new ImageHdu(header));
                var science = ImageHdu.Create(new Image<float>(64, 48));
                science.Header.Set("EXTNAME", "SCI");
                science.Header.Set("BUNIT", "<b id=hacked>");
                file.Add(science);
                file.Save(name);
                display(file);
                display(file.PrimaryHeader);
            }
            display(HeaderTable.Read([name], "TARGNAME", "BUNIT"));
            display(Display.Image(name, new() { Title = Evil("title"), VMin = 0, VMax = 1 }).Mark([3.0], [4.0], Evil("label")));
            display(Display.SideBySide(Display.Image(name), Display.Image(name)) with { Title = Evil("row") });
            var figure = new Figure(Evil("figure"));
            figure.Panel.Scatter([1, 2], [3, 4], Evil("series")).Titles(Evil("panel"), Evil("x"), Evil("y"));
            display(figure);
            display(new Table([new TableColumn<string>(Evil("column"), [Evil("cell")], Evil("unit"))], Evil("table")));
            display(new Dictionary<string, string> { [Evil("key")] = Evil("value") });
            display(new[] { new { Text = Evil("property") } });
            display(new InputException(Evil("message")) { File = Evil("file"), Advice = Evil("advice") });
            display(Evil("text"));
            Console.WriteLine(Evil("output"));
            Console.Error.WriteLine(Evil("errors"));
            throw new InvalidOperationException(Evil("exception"));
            """";
        string notebook = Path.Combine(jupyter.Folder, "n.ipynb");
        await File.WriteAllTextAsync(notebook, new JsonObject
        {
            ["cells"] = new JsonArray(
                new JsonObject { ["cell_type"] = "code", ["execution_count"] = null, ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(), ["source"] = code },
                new JsonObject { ["cell_type"] = "code", ["execution_count"] = null, ["metadata"] = new JsonObject(), ["outputs"] = new JsonArray(), ["source"] = "#!fitsinfo {name}\n#!tweakreg {name} --refcat {Evil(\"catalog\")}" }),
            ["metadata"] = new JsonObject(),
            ["nbformat"] = 4,
            ["nbformat_minor"] = 4,
        }.ToJsonString(), TestContext.Current.CancellationToken);
        var run = jupyter.Run("dotnet", JupyterTools.Program, "run", notebook, "--allow-errors");
        Assert.Equal(3, run.Code);
        string page = await File.ReadAllTextAsync(Path.Combine(jupyter.Folder, "n.html"), TestContext.Current.CancellationToken);
        Assert.Contains("InvalidOperationException", page, StringComparison.Ordinal);
        Assert.DoesNotContain("CompilationError", page, StringComparison.Ordinal);

        await using var browser = await Browser.OpenAsync("file://" + Path.Combine(jupyter.Folder, "n.html"));
        await browser.WaitForAsync("document.querySelectorAll('.hst-view[data-drawn]').length === 2 && document.querySelector('.hst-fig svg')", TimeSpan.FromSeconds(20), "the drawing of the pictures");
        Assert.Equal("", (await browser.EvaluateAsync("document.body.dataset.hacked || ''"))!.GetValue<string>());
        Assert.Equal(0, (await browser.EvaluateAsync("document.querySelectorAll('#hacked').length"))!.GetValue<int>());
        Assert.True((await browser.EvaluateAsync("document.body.textContent.split('onerror=').length"))!.GetValue<int>() > 15, "the texts are not shown");
    }
}
