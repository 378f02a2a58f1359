using System.Diagnostics;
using System.Text.Json.Nodes;
using HstNotebooks.Errors;
using HstNotebooks.Kernel.Notebooks;

namespace HstNotebooks.Tests.Notebooks;

// A run changes the current folder of the process, so these tests run alone.
[CollectionDefinition("current folder", DisableParallelization = true)]
public sealed class CurrentFolderCollection;

[Collection("current folder")]
public sealed class NotebookRunnerTests : IDisposable
{
    private readonly string _folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Dib(string text)
    {
        string path = Path.Combine(_folder, "n.dib");
        File.WriteAllText(path, text);
        return path;
    }

    private static Task<RunReport> RunAsync(RunOptions options) =>
        NotebookRunner.RunAsync(options, new Progress<RunProgress>(), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Cells_run_in_order_and_the_products_lie_beside_the_notebook()
    {
        var report = await RunAsync(new() { Notebook = Dib("#!markdown\n# A title\n#!csharp\nvar a = 2;\n#!csharp\na * 21") });
        Assert.Empty(report.Failures);
        Assert.Equal([Path.Combine(_folder, "n.executed.ipynb"), Path.Combine(_folder, "n.html"), Path.Combine(_folder, "n.log")], [report.ExecutedNotebook, report.Page, report.Log]);
        var root = JsonNode.Parse(File.ReadAllText(report.ExecutedNotebook))!;
        Assert.Equal("42", root["cells"]![2]!["outputs"]![0]!["data"]!["text/plain"]![0]!.GetValue<string>());
        Assert.Equal(4, root["nbformat"]!.GetValue<int>());
        Assert.Contains("<title>A title</title>", File.ReadAllText(report.Page), StringComparison.Ordinal);
        Assert.Contains("2 of 2 code cells run, 0 failed", File.ReadAllText(report.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cells_run_in_the_folder_of_the_notebook()
    {
        await RunAsync(new() { Notebook = Dib("File.WriteAllText(\"left.txt\", \"x\");") });
        Assert.True(File.Exists(Path.Combine(_folder, "left.txt")));
    }

    [Fact]
    public async Task A_failing_cell_ends_the_run_and_shows_its_error_in_the_products()
    {
        var report = await RunAsync(new() { Notebook = Dib("#!csharp\nthrow new Exception(\"stop here\");\n#!csharp\n1") });
        Assert.Single(report.Failures);
        Assert.Single(report.Cells);
        Assert.Contains("stop here", File.ReadAllText(report.Page), StringComparison.Ordinal);
        Assert.Contains("FAILED", File.ReadAllText(report.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_errors_allowed_the_run_goes_on()
    {
        var report = await RunAsync(new() { Notebook = Dib("#!csharp\nthrow new Exception(\"stop here\");\n#!csharp\n1"), AllowErrors = true });
        Assert.Equal(2, report.Cells.Count);
        Assert.Single(report.Failures);
    }

    [Fact]
    public async Task A_cell_that_is_meant_to_fail_is_no_failure()
    {
        string path = Path.Combine(_folder, "n.ipynb");
        File.WriteAllText(path, """{"cells":[{"cell_type":"code","metadata":{"tags":["raises-exception"]},"source":["throw new Exception();"],"outputs":[],"execution_count":null},{"cell_type":"code","metadata":{},"source":"1","outputs":[],"execution_count":null}],"metadata":{"kept":{"a":1}},"nbformat":4,"nbformat_minor":4}""");
        var report = await RunAsync(new() { Notebook = path });
        Assert.Empty(report.Failures);
        Assert.Equal(2, report.Cells.Count);
        Assert.Equal(1, JsonNode.Parse(File.ReadAllText(report.ExecutedNotebook))!["metadata"]!["kept"]!["a"]!.GetValue<int>());
    }

    [Fact]
    public async Task Values_reach_the_variables_of_the_parameters_cell_with_their_types()
    {
        string path = Dib("#!csharp\n// parameters\nint n = 1; double x = 2; string s = \"a\"; bool b = false;\n#!csharp\n$\"{n + 1} {x} {s} {b}\"");
        var report = await RunAsync(new() { Notebook = path, Parameters = [new("n", "41"), new("x", "0.5"), new("s", "it's \"so\""), new("b", "yes")] });
        Assert.Empty(report.Failures);
        Assert.Contains("42 0.5 it's \\\"so\\\" True", File.ReadAllText(report.ExecutedNotebook), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("m", "1", "has no variable m")]
    [InlineData("n", "many", "does not fit")]
    public async Task Values_that_fit_no_variable_are_refused(string name, string value, string reason)
    {
        var error = await Assert.ThrowsAsync<ParameterException>(() => RunAsync(new() { Notebook = Dib("// parameters\nint n = 1;"), Parameters = [new(name, value)] }));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_over_its_time_is_interrupted_and_said_so()
    {
        var clock = Stopwatch.StartNew();
        var report = await RunAsync(new() { Notebook = Dib("while (true) { }"), CellTimeout = TimeSpan.FromSeconds(1) });
        Assert.Equal("Timeout", report.Failures.Single().Error!.Name);
        Assert.InRange(clock.Elapsed.TotalSeconds, 1, 5);
    }

    [Theory]
    [InlineData("n.ipynb", "{ \"cells\": [", "not JSON")]
    [InlineData("n.ipynb", "{ \"a\": 1 }", "has no cells")]
    [InlineData("n.ipynb", "{ \"cells\": [], \"nbformat\": 3 }", "format 3")]
    [InlineData("n.ipynb", "{ \"cells\": [{\"cell_type\": 7}], \"nbformat\": 4 }", "not those of a notebook")]
    [InlineData("n.ipynb", "{ \"cells\": [], \"metadata\": {\"kernelspec\": {\"name\": \"python3\", \"language\": \"python\"}}, \"nbformat\": 4 }", "written in python")]
    [InlineData("n.txt", "x", "not a kind of notebook")]
    public async Task A_file_that_is_no_notebook_is_refused_with_the_reason(string name, string text, string reason)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text);
        var error = await Assert.ThrowsAsync<InputException>(() => RunAsync(new() { Notebook = path }));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(path, error.File);
    }

    [Fact]
    public async Task A_cell_that_prints_without_end_does_not_fill_the_notebook()
    {
        var report = await RunAsync(new() { Notebook = Dib("while (true) Console.WriteLine(new string('x', 1000));"), CellTimeout = TimeSpan.FromSeconds(1) });
        Assert.Single(report.Failures);
        Assert.InRange(new FileInfo(report.ExecutedNotebook).Length, 1000, 10_000_000);
    }

    [Fact]
    public async Task A_missing_notebook_is_refused() =>
        Assert.Contains("no such notebook", (await Assert.ThrowsAsync<InputException>(() => RunAsync(new() { Notebook = Path.Combine(_folder, "none.ipynb") }))).Message, StringComparison.Ordinal);
}
