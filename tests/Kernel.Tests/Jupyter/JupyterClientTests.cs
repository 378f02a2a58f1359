using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using HstNotebooks.Kernel.Notebooks;

namespace HstNotebooks.Tests.Jupyter;

/// <summary>Clients that others wrote, on the real program.</summary>
public sealed class JupyterClientTests
{
    [Fact]
    public void The_suite_of_jupyter_kernel_test_passes_without_a_skip()
    {
        using var jupyter = new JupyterTools("jupyter_kernel_test");
        var (code, output, error) = jupyter.Python("""
            import unittest, jupyter_kernel_test

            class HstNotebooks(jupyter_kernel_test.KernelTests):
                kernel_name = "hst-notebooks"
                language_name = "C#"
                file_extension = ".cs"
                code_hello_world = 'Console.WriteLine("hello, world");'
                code_stderr = 'Console.Error.WriteLine("oops");'
                completion_samples = [
                    {"text": "Console.WriteL", "matches": {"WriteLine"}},
                    {"text": "Math.Sqr", "matches": {"Sqrt"}},
                    {"text": "#!tweakr", "matches": {"#!tweakreg"}},
                    {"text": "#!tweakreg a.fits --searchr", "matches": {"--searchrad"}},
                ]
                complete_code_samples = ["1 + 1", "var x = 1;", "for (int i = 0; i < 3; i++) { }", "#!help"]
                incomplete_code_samples = ["for (int i = 0;", "class A {", "Foo("]
                invalid_code_samples = ["var = = 3;", "int 5x = ) ;"]
                code_generate_error = 'throw new Exception("x");'
                code_execute_result = [{"code": "6 * 7", "result": "42"}, {"code": '"abc".Length', "result": "3"}]
                code_display_data = [{"code": 'display(HTML("<b>x</b>"));', "mime": "text/html"}]
                code_history_pattern = "6 *"
                supported_history_operations = ("tail", "range", "search")
                code_inspect_sample = "Math.Sqrt"
                code_clear_output = "clear_output();"
                code_page_something = "Math.Sqrt?"

            unittest.main()
            """);
        Assert.True(code == 0, output + error);
        Assert.DoesNotContain("skipped", error, StringComparison.Ordinal);
        Assert.Matches(@"Ran 1\d tests", error);
    }

    [Fact]
    public void Nbconvert_executes_a_notebook_and_its_outputs_are_those_of_our_runner()
    {
        using var jupyter = new JupyterTools("nbconvert", "nbformat");
        string notebook = Path.Combine(jupyter.Folder, "n.ipynb");
        File.WriteAllText(notebook, """
            {"cells": [
              {"cell_type": "markdown", "metadata": {}, "source": ["# Title"]},
              {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ["Console.WriteLine(\"text\");\n", "var h = display(\"first\");\n", "h.Update(\"second\");"]},
              {"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": ["#!who\n", "HTML(\"<b>bold</b>\")"]},
              {"cell_type": "code", "execution_count": null, "metadata": {"tags": ["raises-exception"]}, "outputs": [], "source": ["throw new InputException(\"no\") { File = \"a.fits\" };"]}],
             "metadata": {"kernelspec": {"display_name": "HstNotebooks (C#)", "language": "C#", "name": "hst-notebooks"}}, "nbformat": 4, "nbformat_minor": 4}
            """);
        var (code, _, error) = jupyter.Run("jupyter", "nbconvert", "--to", "notebook", "--execute", notebook, "--output", "jupyter.ipynb");
        Assert.True(code == 0, error);
        var own = jupyter.Run("dotnet", JupyterTools.Program, "run", notebook);
        Assert.True(own.Code == 0, own.Error);

        static string[] Outputs(string path) => [.. NotebookFile.Read(path).Cells.SelectMany(cell => cell.Outputs).Select(output => output!.AsObject())
            .Select(output => output["output_type"] + ": " + (output["data"]?.ToJsonString() ?? NotebookFile.Text(output["text"]) + output["evalue"]))];
        string executed = Path.Combine(jupyter.Folder, "n.executed.ipynb");
        Assert.Equal(Outputs(Path.Combine(jupyter.Folder, "jupyter.ipynb")), Outputs(executed));

        var valid = jupyter.Python("import nbformat, sys; nbformat.validate(nbformat.read(sys.argv[1], 4))", executed);
        Assert.True(valid.Code == 0, valid.Error);
    }

    [Fact]
    public async Task The_console_runs_cells_and_passes_input_on()
    {
        using var jupyter = new JupyterTools("jupyter_console");
        using var console = Process.Start(jupyter.StartInfo("jupyter", ["console", "--kernel", "hst-notebooks", "--simple-prompt"]))!;
        var token = TestContext.Current.CancellationToken;
        var said = console.StandardOutput.ReadToEndAsync(token);
        foreach (string line in new[] { "40 + 2", "var s = Console.ReadLine();", "typed text", "s + \"!\"" })
        {
            await Task.Delay(2500, token);
            await console.StandardInput.WriteLineAsync(line.AsMemory(), token);
            await console.StandardInput.FlushAsync(token);
        }
        await Task.Delay(1500, token);
        console.StandardInput.Close();
        await console.WaitForExitAsync(token).WaitAsync(TimeSpan.FromSeconds(20), token);
        string text = await said;
        Assert.Contains("Out[1]: 42", text, StringComparison.Ordinal);
        Assert.Contains("typed text!", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_kernel_ends_when_its_parent_dies()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "this test starts the kernel through a Unix shell");
        string folder = Checkout.NewScratchFolder();
        int[] ports = KernelClient.FreePorts();
        string file = Path.Combine(folder, "connection.json");
        File.WriteAllText(file, string.Create(CultureInfo.InvariantCulture,
            $$"""{"transport": "tcp", "ip": "127.0.0.1", "shell_port": {{ports[0]}}, "iopub_port": {{ports[1]}}, "stdin_port": {{ports[2]}}, "control_port": {{ports[3]}}, "hb_port": {{ports[4]}}, "key": "k", "signature_scheme": "hmac-sha256"}"""));
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"dotnet {JupyterTools.Program} kernel -f {file} 2>/dev/null >/dev/null & echo $!; sleep 2"]) { RedirectStandardOutput = true })!;
        int id = int.Parse(shell.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        Assert.True(IsRunning(id), "the kernel did not start");
        shell.WaitForExit();
        var clock = Stopwatch.StartNew();
        while (IsRunning(id) && clock.Elapsed < TimeSpan.FromSeconds(15)) Thread.Sleep(100);
        Directory.Delete(folder, recursive: true);
        Assert.False(IsRunning(id), "the kernel is still running");
    }

    [Fact]
    public void A_restart_gives_an_empty_session_and_the_kernel_goes_on()
    {
        using var jupyter = new JupyterTools("jupyter_client");
        var (code, output, error) = jupyter.Python("""
            import jupyter_client
            manager, client = jupyter_client.manager.start_new_kernel(kernel_name="hst-notebooks")
            def run(text): return client.execute_interactive(text, output_hook=lambda message: None, timeout=30)["content"]
            print(run("int kept = 5;")["status"], run("kept")["status"])
            manager.restart_kernel()
            client.wait_for_ready(timeout=30)
            after = run("kept")
            print(after["status"], after["execution_count"], run("1 + 1")["status"])
            client.stop_channels()
            manager.shutdown_kernel()
            """);
        Assert.True(code == 0, error);
        Assert.Equal(["ok ok", "error 1 ok"], output.Trim().Split('\n', StringSplitOptions.TrimEntries));
    }

    [Fact]
    public void Install_and_uninstall_write_and_remove_the_kernelspec()
    {
        using var jupyter = new JupyterTools();
        string spec = Path.Combine(jupyter.Folder, "share", "jupyter", "kernels", "hst-notebooks", "kernel.json");
        var json = JsonNode.Parse(File.ReadAllText(spec))!;
        Assert.Equal("message", json["interrupt_mode"]!.GetValue<string>());
        string[] words = [.. json["argv"]!.AsArray().Select(word => word!.GetValue<string>())];
        Assert.True(File.Exists(words[0]) && File.Exists(words[1]), string.Join(' ', words));
        Assert.Equal(["kernel", "-f", "{connection_file}"], words[2..]);
        Assert.Equal(0, jupyter.Run("dotnet", JupyterTools.Program, "uninstall", "--prefix", jupyter.Folder).Code);
        Assert.False(Directory.Exists(Path.GetDirectoryName(spec)));
        Assert.Equal(1, jupyter.Run("dotnet", JupyterTools.Program, "uninstall", "--prefix", jupyter.Folder).Code);
    }

    private static bool IsRunning(int id)
    {
        string status = $"/proc/{id}/stat";
        return File.Exists(status) && !File.ReadAllText(status).Contains(") Z ", StringComparison.Ordinal);
    }
}
