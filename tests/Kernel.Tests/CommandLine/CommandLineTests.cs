using System.Diagnostics;
using System.Text.Json;

namespace HstNotebooks.Tests.CommandLine;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Help_lists_the_verbs_and_the_tasks()
    {
        var (code, output, _) = await Program.RunAsync("help");
        Assert.Equal(0, code);
        foreach (string word in new[] { "run", "tweakreg", "astrodrizzle", "fitsinfo" }) Assert.Contains($"  {word} ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistyped_verb_is_wrong_usage_and_the_nearest_is_named()
    {
        var (code, output, error) = await Program.RunAsync("tweekreg");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("did you mean 'tweakreg'?", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tweakreg", "*.fits", "--no_such_flag", "1")]
    [InlineData("tweakreg")]
    [InlineData("run")]
    [InlineData("run", "a.ipynb", "--timeout", "soon")]
    [InlineData("run", "a.ipynb", "--time-out", "3")]
    [InlineData("run", "a.ipynb", "-p", "novalue")]
    public async Task Wrong_words_end_with_code_2_and_a_short_reason(params string[] words)
    {
        var (code, output, error) = await Program.RunAsync(words);
        Assert.Equal((2, ""), (code, output));
        Assert.InRange(error.Split('\n').Length, 2, 6);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_ends_with_code_1_and_names_it()
    {
        var (code, output, error) = await Program.RunAsync("fitsinfo", "no_such_file.fits");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("no_such_file.fits", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_puts_one_document_on_standard_output()
    {
        string file = SharedData.Path("data", "headerlets");
        string fits = Directory.EnumerateFiles(file, "*.fits").Order(StringComparer.Ordinal).First();
        var (code, output, error) = await Program.RunAsync("fitsinfo", fits, "--json");
        Assert.True(code == 0, error);
        using var document = JsonDocument.Parse(output);
        Assert.NotEqual(JsonValueKind.Undefined, document.RootElement.ValueKind);
    }

    [Fact]
    public async Task A_notebook_is_run_and_the_paths_of_its_products_are_printed()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string notebook = Path.Combine(folder, "n.dib");
            await File.WriteAllTextAsync(notebook, "// parameters\nint n = 1;\n#!csharp\nn + 1", TestContext.Current.CancellationToken);
            var (code, output, error) = await Program.RunAsync("run", notebook, "-p", "n=41", "--output-dir", Path.Combine(folder, "out"));
            Assert.True(code == 0, error);
            string[] paths = [.. output.Split('\n').Where(line => line.Contains(folder, StringComparison.Ordinal)).Select(line => line.Split("  ", 2)[1].Trim())];
            Assert.Equal(3, paths.Length);
            Assert.All(paths, path => Assert.True(File.Exists(path), path));
            Assert.Contains("42", await File.ReadAllTextAsync(paths[0], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3, "--allow-errors")]
    public async Task A_notebook_with_a_failing_cell_ends_with_its_code(int expected, params string[] flags)
    {
        string folder = Checkout.NewScratchFolder();
        string notebook = Path.Combine(folder, "n.dib");
        await File.WriteAllTextAsync(notebook, "throw new Exception(\"told so\");", TestContext.Current.CancellationToken);
        var (code, _, error) = await Program.RunAsync(["run", notebook, .. flags]);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(expected, code);
        Assert.Contains("told so", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_run_cleanly_and_leaves_what_was_reached()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent by kill");
        Assert.SkipWhen(IgnoresInterrupts(), "what started the tests ignores interrupts, as nohup does, and so do all programs started here");
        string folder = Checkout.NewScratchFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "n.dib"), "#!csharp\nFile.WriteAllText(\"begun\", \"\");\n#!csharp\nwhile (true) Thread.Sleep(10);", TestContext.Current.CancellationToken);
        using var process = Program.Start(folder, "run", "n.dib");
        while (!File.Exists(Path.Combine(folder, "begun"))) await Task.Delay(50, TestContext.Current.CancellationToken);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]).WaitForExit();
        var (code, _, error) = await Program.EndAsync(process);
        Assert.Equal(130, code);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 5);
        Assert.Contains("interrupted", error, StringComparison.Ordinal);
        Assert.Contains("Interrupted", await File.ReadAllTextAsync(Path.Combine(folder, "n.log"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "n.html")));
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Whether SIGINT (2, the second bit) is ignored; a program inherits that.</summary>
    private static bool IgnoresInterrupts()
    {
        const string status = "/proc/self/status";
        if (!File.Exists(status)) return false;
        string ignored = File.ReadLines(status).First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)).Split('\t')[1];
        return (Convert.ToUInt64(ignored, 16) & 2) != 0;
    }

    [Fact]
    public async Task The_report_of_a_run_is_one_json_document_on_request()
    {
        string folder = Checkout.NewScratchFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "n.dib"), "Console.WriteLine(\"not here\");", TestContext.Current.CancellationToken);
        var (code, output, error) = await Program.RunInAsync(folder, "run", "n.dib", "--json");
        Directory.Delete(folder, recursive: true);
        Assert.True(code == 0, error);
        using var document = JsonDocument.Parse(output);
        Assert.Equal(1, document.RootElement.GetProperty("code_cells").GetInt32());
    }

    [Fact]
    public async Task What_a_thread_of_a_cell_throws_is_shown_and_the_run_goes_on()
    {
        string folder = Checkout.NewScratchFolder();
        await File.WriteAllTextAsync(Path.Combine(folder, "n.dib"), """
            #!csharp
            var thread = new Thread(() => throw new Exception("from a thread"));
            thread.Start();
            thread.Join();
            Thread.Sleep(300);
            #!csharp
            async void Forgotten() { await Task.Delay(20); throw new Exception("from async void"); }
            Forgotten();
            await Task.Delay(300);
            #!csharp
            1 + 1
            """, TestContext.Current.CancellationToken);
        var (code, _, error) = await Program.RunInAsync(folder, "run", "n.dib");
        string notebook = await File.ReadAllTextAsync(Path.Combine(folder, "n.executed.ipynb"), TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
        Assert.True(code == 0, error);
        Assert.Contains("from a thread", notebook, StringComparison.Ordinal);
        Assert.Contains("from async void", notebook, StringComparison.Ordinal);
    }
}
