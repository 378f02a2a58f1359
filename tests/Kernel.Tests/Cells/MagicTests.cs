using HstNotebooks.Errors;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Packages;
using HstNotebooks.Magics;

namespace HstNotebooks.Tests.Cells;

public sealed class MagicTests : IDisposable
{
    private readonly CellRun _cells = new();

    public void Dispose() => _cells.Dispose();

    [Fact]
    public void A_cell_is_split_into_code_magics_and_directives_with_their_lines()
    {
        var parts = CellSplitter.Split("var a = 1;\n#!tweakreg '*.fits' --threshold 5\n#r \"nuget: X, 1.0\"\nvar b = 2;\n#!markdown\n# Title\n#!csharp\nb");
        Assert.Equal(
            [(CellPartKind.CSharp, "", 1), (CellPartKind.Magic, "tweakreg", 2), (CellPartKind.Reference, "r", 3), (CellPartKind.CSharp, "", 4), (CellPartKind.Text, "markdown", 6), (CellPartKind.CSharp, "", 8)],
            parts.Select(part => (part.Kind, part.Name, part.FirstLine)));
        Assert.Equal("'*.fits' --threshold 5", parts[1].Text);
        Assert.Equal("nuget: X, 1.0", parts[2].Text);
    }

    [Theory]
    [InlineData("var s = \"\"\"\n#!who\n\"\"\";")]
    [InlineData("var s = @\"\n#!who\n\";")]
    [InlineData("/*\n#!who\n*/ var s = 1;")]
    [InlineData("var s = $\"\"\"\n#!who\n    {1}\n\"\"\";")]
    public void What_looks_like_a_magic_inside_a_text_or_comment_is_left_alone(string code) =>
        Assert.Equal([CellPartKind.CSharp], CellSplitter.Split(code).Select(part => part.Kind));

    [Fact]
    public async Task An_unknown_magic_is_refused_and_the_nearest_is_named()
    {
        var said = await _cells.RunAsync("#!tweakrg '*.fits'");
        Assert.Contains("did you mean #!tweakreg?", said.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_flag_is_refused_and_nothing_behind_it_runs()
    {
        var said = await _cells.RunAsync("#!fitsinfo x.fits --nonsense 5\nConsole.WriteLine(\"ran\");");
        Assert.Contains("no parameter --nonsense", said.ErrorText, StringComparison.Ordinal);
        Assert.Equal("", said.Stdout);
    }

    [Fact]
    public async Task Who_lists_variables_and_whos_their_types_and_values()
    {
        await _cells.RunAsync("var stars = new List<(int, double)>(); string name = \"M 4\";");
        Assert.Equal("stars  name\n", (await _cells.RunAsync("#!who")).Stdout);
        string details = (await _cells.RunAsync("#!whos")).Stdout;
        Assert.Contains("List<ValueTuple<int, double>>", details, StringComparison.Ordinal);
        Assert.Contains("M 4", details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_lists_every_magic_and_explains_one()
    {
        string list = (await _cells.RunAsync("#!help")).Stdout;
        Assert.All(MagicCatalog.All, magic => Assert.Contains("#!" + magic.Name, list, StringComparison.Ordinal));
        Assert.Contains("usage: fitsinfo", (await _cells.RunAsync("#!help fitsinfo")).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Time_says_how_long_the_cell_took() =>
        Assert.Matches(@"Wall time: [0-9.]+ m?s", (await _cells.RunAsync("#!time\nThread.Sleep(20);")).Stdout);

    [Fact]
    public async Task Markdown_in_a_code_cell_is_shown_as_text() =>
        Assert.Contains("<em>so</em>", (await _cells.RunAsync("#!markdown\nIt is *so*.")).Outputs.Single().ToJsonString().Replace("\\u003C", "<", StringComparison.Ordinal).Replace("\\u003E", ">", StringComparison.Ordinal), StringComparison.Ordinal);

    [Fact]
    public async Task Import_and_load_run_the_code_of_files_here()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string dib = Path.Combine(folder, "a.dib"), csx = Path.Combine(folder, "b.csx"), ipynb = Path.Combine(folder, "c.ipynb");
            File.WriteAllText(dib, "#!markdown\ntext\n#!csharp\nint fromDib = 1;\n#!csharp\nint second = fromDib + 1;");
            File.WriteAllText(csx, "int fromScript = 3;");
            File.WriteAllText(ipynb, """{"cells":[{"cell_type":"code","metadata":{},"source":["int fromNotebook = 4;"],"outputs":[],"execution_count":null}],"metadata":{},"nbformat":4,"nbformat_minor":4}""");
            var said = await _cells.RunAsync($"#!import \"{dib}\"\n#load \"{csx}\"\n#!import {ipynb}\nsecond + fromScript + fromNotebook");
            Assert.Equal("9", said.Result);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_file_that_imports_itself_is_refused()
    {
        string folder = Checkout.NewScratchFolder();
        string dib = Path.Combine(folder, "a.dib");
        File.WriteAllText(dib, $"#!import {dib}");
        var said = await _cells.RunAsync($"#!import {dib}");
        Directory.Delete(folder, recursive: true);
        Assert.Contains("imports itself", said.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_assembly_is_refused_with_its_name() =>
        Assert.Contains("file: nothing.dll", (await _cells.RunAsync("#r \"nothing.dll\"")).ErrorText, StringComparison.Ordinal);

    [Fact]
    public async Task A_package_is_restored_and_its_types_are_used_in_the_same_cell()
    {
        // This version is needed by the test platform, so it lies in the package folder and no network is asked.
        var said = await _cells.RunAsync("#r \"nuget: Newtonsoft.Json, 13.0.3\"\nNewtonsoft.Json.JsonConvert.SerializeObject(new { a = 1 })");
        Assert.True(said.Outcome.Succeeded, said.ErrorText);
        Assert.Equal("{\"a\":1}", said.Result);
        Assert.Equal("{}", (await _cells.RunAsync("new Newtonsoft.Json.Linq.JObject().ToString()")).Result);

        // The next session finds the answer of the SDK where it was kept, and does not ask again.
        string kept = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "hst-notebooks", "packages");
        DateTime[] Written() => [.. Directory.GetFiles(kept, "project.assets.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.GetLastWriteTimeUtc)];
        var before = Written();
        using var next = new CellRun();
        Assert.True((await next.RunAsync("#r \"nuget: Newtonsoft.Json, 13.0.3\"\nNewtonsoft.Json.JsonConvert.SerializeObject(1)")).Outcome.Succeeded);
        Assert.Equal(before, Written());
    }

    [Fact]
    public async Task Asking_for_our_own_package_as_in_the_other_host_changes_nothing()
    {
        var said = await _cells.RunAsync("#r \"nuget: HstNotebooks.Extension\"\n1");
        Assert.Equal("1", said.Result);
        Assert.Single(said.Outputs);
    }

    [Theory]
    [InlineData("Name, 1.2.3", "Name", "1.2.3")]
    [InlineData(" Some.Name ", "Some.Name", "*")]
    public void A_package_is_named_with_or_without_its_version(string text, string name, string version) =>
        Assert.Equal(new PackageReference(name, version), PackageReference.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("A\"><Evil/>")]
    [InlineData("A, 1.0\" />")]
    public void What_does_not_name_a_package_is_refused(string text) => Assert.Throws<ParameterException>(() => PackageReference.Parse(text));

    [Fact]
    public async Task A_variable_can_be_handed_to_CSharp_with_its_type_and_again()
    {
        var token = TestContext.Current.CancellationToken;
        await _cells.RunAsync("1");
        await _cells.Session.CSharp.SetVariableAsync("list", new List<int> { 1, 2 }, typeof(List<int>), token);
        Assert.Equal("2", (await _cells.RunAsync("list.Count")).Result);
        await _cells.Session.CSharp.SetVariableAsync("list", new List<int> { 7 }, typeof(List<int>), token);
        Assert.Equal("7", (await _cells.RunAsync("list[0]")).Result);
        await Assert.ThrowsAsync<ParameterException>(() => _cells.Session.CSharp.SetVariableAsync("a b", 1, typeof(int), token));
    }
}
