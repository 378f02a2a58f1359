namespace HstNotebooks.Tests.Cells;

public sealed class CellTests : IDisposable
{
    private readonly CellRun _cells = new();

    public void Dispose() => _cells.Dispose();

    [Fact]
    public async Task The_value_of_the_last_expression_is_the_result()
    {
        Assert.Equal("42", (await _cells.RunAsync("6 * 7")).Result);
        Assert.Equal("", (await _cells.RunAsync("var x = 5;")).Result);
        Assert.Equal("5", (await _cells.RunAsync("x")).Result);
    }

    [Fact]
    public async Task Variables_methods_and_types_live_on_in_later_cells()
    {
        await _cells.RunAsync("int Twice(int n) => 2 * n; record Star(double X, double Y);");
        Assert.Equal("8", (await _cells.RunAsync("Twice((int)new Star(4, 2).X)")).Result);
    }

    [Fact]
    public async Task A_cell_that_fails_keeps_what_it_declared_before()
    {
        var failed = await _cells.RunAsync("int kept = 3;\nthrow new InvalidOperationException(\"stop\");");
        Assert.Equal("InvalidOperationException", failed.Outcome.Error!.Name);
        Assert.Equal("3", (await _cells.RunAsync("kept")).Result);
    }

    [Fact]
    public async Task Await_works_at_top_level() => Assert.Equal("9", (await _cells.RunAsync("await Task.Delay(5);\nawait Task.FromResult(9)")).Result);

    [Fact]
    public async Task Console_output_and_displays_keep_their_order()
    {
        var said = await _cells.RunAsync("Console.Write(\"a\"); Console.Error.WriteLine(\"b\"); Console.WriteLine(\"c\"); display(\"d\"); Console.WriteLine(\"e\");");
        Assert.Equal(["stream", "stream", "stream", "display_data", "stream"], said.Outputs.Select(o => o["output_type"]!.GetValue<string>()));
        Assert.Equal("ac\ne\n", said.Stdout);
        Assert.Equal("b\n", said.Stderr);
    }

    [Fact]
    public async Task A_display_can_be_replaced_from_a_later_cell()
    {
        await _cells.RunAsync("var shown = display(\"first\");");
        var later = await _cells.RunAsync("var other = display(\"one\"); other.Update(\"two\"); shown.Update(\"second\");");
        Assert.Equal(["two"], later.Displays);
    }

    [Fact]
    public async Task Output_of_the_cells_own_threads_belongs_to_the_cell()
    {
        var said = await _cells.RunAsync("var t = new Thread(() => Console.WriteLine(\"thread\")); t.Start(); t.Join(); await Task.Run(() => Console.WriteLine(\"task\"));");
        Assert.Equal("thread\ntask\n", said.Stdout);
    }

    [Fact]
    public async Task Compiler_errors_name_line_and_column_of_the_cell_with_its_text()
    {
        var said = await _cells.RunAsync("var a = 1;\nfor (int i = 0; i < 2; i++) Foo(i); var b = Bar();\n");
        Assert.Equal("CompilationError", said.Outcome.Error!.Name);
        Assert.Contains("cell [1], line 2, column 29: CS0103", said.ErrorText, StringComparison.Ordinal);
        Assert.Contains("cell [1], line 2, column 45: CS0103", said.ErrorText, StringComparison.Ordinal);
        Assert.Contains("   2 | for (int i = 0; i < 2; i++) Foo(i); var b = Bar();", said.ErrorText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tweakreg.TweakReg(\"*_flt.fits\")", "did you mean TweakReg.Run(...), or #!tweakreg?")]
    [InlineData("TweakReg.Run(\"*_flt.fits\", searchrad: 1.0)", "parameters are properties of the options, the last argument: new() { ... }; did you mean SearchRad?")]
    [InlineData("TweakReg.Run(\"*_flt.fits\", new() { Threshold = 200 })", "did you mean SourceFinding = new() { Threshold = ... }?")]
    [InlineData("new TweakRegOptions { imagefindcfg = null }", "did you mean SourceFinding = new() { ... }?")]
    [InlineData("new AstroDrizzleOptions { final_pixfrac = 0.8 }", "did you mean FinalPixFrac?")]
    [InlineData("new TweakRegOptions { FitGeometry = \"rscale\" }", "write one of FitGeometry.Shift, FitGeometry.RScale, FitGeometry.General, FitGeometry.Auto")]
    [InlineData("new TweakRegOptions { SearchRad = \"auto\" }", "write a number, or AutoNumber.Auto")]
    [InlineData("TweakReg.Run('*_flt.fits')", "C# writes text in double quotes")]
    [InlineData("import drizzlepac", "a cell is C#, and nothing has to be imported")]
    [InlineData("%matplotlib inline", "magics begin with #! here")]
    public async Task Who_writes_as_in_Python_and_DrizzlePac_is_told_what_to_write(string cell, string advice)
    {
        var said = await _cells.RunAsync(cell);
        Assert.Equal("CompilationError", said.Outcome.Error!.Name);
        Assert.Contains("  what to do: " + advice, said.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_index_outside_an_array_names_the_cell_though_the_line_is_not_known() =>
        Assert.Contains("\n  in cell [1]: an index is below 0, or not below the length", (await _cells.RunAsync("var a = new int[3];\na[7] = 1;")).ErrorText, StringComparison.Ordinal);

    [Fact]
    public async Task Errors_that_nobody_can_guess_carry_no_advice()
    {
        Assert.DoesNotContain("what to do", (await _cells.RunAsync("foo + 1")).ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("what to do", (await _cells.RunAsync("int i = \"a\";")).ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("what to do", (await _cells.RunAsync("\"a\".Lenght")).ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_of_errors_count_from_the_top_of_the_cell_also_below_a_magic()
    {
        var said = await _cells.RunAsync("Console.WriteLine(1);\n#!who\nint x = 0;\nx = 1 / x;");
        Assert.Contains("in cell [1], line 4: x = 1 / x;", said.ErrorText, StringComparison.Ordinal);
        Assert.DoesNotContain("Submission", said.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_ours_is_shown_as_its_short_block()
    {
        var said = await _cells.RunAsync("throw new InputException(\"no such thing\") { File = \"a.fits\", Advice = \"look again\" };");
        Assert.Equal("no such thing\n  file: a.fits\n  what to do: look again", string.Join('\n', said.Outcome.Error!.Lines.Take(3)));
    }

    [Fact]
    public async Task Asking_for_input_where_nobody_can_answer_is_an_error()
    {
        var said = await _cells.RunAsync("Console.ReadLine()");
        Assert.Contains("nobody can answer", said.ErrorText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_million_rows_are_shown_in_short()
    {
        var said = await _cells.RunAsync("Enumerable.Range(0, 1_000_000).ToArray()");
        Assert.True(said.Outcome.Succeeded);
        Assert.InRange(said.Outputs.Single().ToJsonString().Length, 10, 200_000);
    }

    [Fact]
    public async Task A_value_that_cannot_be_shown_does_not_end_the_cell()
    {
        var said = await _cells.RunAsync("class Bad { public override string ToString() => throw new Exception(\"no\"); }\nnew Bad()");
        Assert.True(said.Outcome.Succeeded);
        Assert.Contains("Bad", said.Result, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int F(int n) => F(n + 1);\nF(0)")]
    [InlineData("int Even(int n) { return Odd(n + 1); }\nint Odd(int n) { return Even(n + 1); }\nEven(0)")]
    [InlineData("double F(double x) => x < 0 ? 0 : 1 + F(x + 1);\nF(0)")]
    public async Task A_recursion_without_end_is_an_error_and_not_the_end_of_the_kernel(string code)
    {
        var said = await _cells.RunAsync(code);
        Assert.Equal("InfiniteRecursion", said.Outcome.Error?.Name);
        Assert.Equal("2", (await _cells.RunAsync("1 + 1")).Result);
    }

    [Fact]
    public async Task Recursion_that_ends_gives_its_value() =>
        Assert.Equal("120", (await _cells.RunAsync("int Factorial(int n) => n <= 1 ? 1 : n * Factorial(n - 1);\nFactorial(5)")).Result);

    [Fact]
    public async Task What_a_cell_declares_with_using_is_disposed_of_at_its_end_the_last_first()
    {
        await _cells.RunAsync("class Probe(string name) : IDisposable, IAsyncDisposable { public string Name => name; public void Dispose() => Console.WriteLine(\"end \" + name); public async ValueTask DisposeAsync() { await Task.Delay(1); Console.WriteLine(\"async end \" + name); } }");
        var said = await _cells.RunAsync("using var a = new Probe(\"a\");\nawait using Probe b = new(\"b\"), c = new(\"c\");\nusing Probe? none = null;\nConsole.WriteLine(\"body\");\na.Name");
        Assert.Equal("body\nasync end c\nasync end b\nend a\n", said.Stdout);
        Assert.Equal("a", said.Result);
        var failed = await _cells.RunAsync("using var d = new Probe(\"d\");\nthrow new Exception(\"x\");");
        Assert.Equal("end d\n", failed.Stdout);
        Assert.Contains("line 2: throw", failed.ErrorText, StringComparison.Ordinal);
        Assert.Equal("", (await _cells.RunAsync("1 + 1")).Stdout);
    }

    [Fact]
    public async Task An_error_of_disposing_is_the_error_of_the_cell()
    {
        var said = await _cells.RunAsync("class Bad : IDisposable { public void Dispose() => throw new IOException(\"disk full\"); }\nusing var bad = new Bad();\n1 + 1");
        Assert.Equal("IOException", said.Outcome.Error!.Name);
        Assert.Contains("disk full", said.ErrorText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("record P(int X);\nnew P(3).X", "3")]
    [InlineData("IEnumerable<int> G() { for (int i = 0; i < 3; i++) yield return i; }\nG().Sum()", "3")]
    [InlineData("static int Twice(this int x) => 2 * x;\n3.Twice()", "6")]
    [InlineData("await foreach (var x in A()) Console.Write(x);\nasync IAsyncEnumerable<int> A() { yield return 1; await Task.Delay(1); yield return 2; }\n7", "7")]
    [InlineData("#nullable enable\nstring text = null;\ntext is null", "true")]
    [InlineData("unsafe { int z = 3; int* p = &z; Console.Write(*p); }\nreturn 5;", "5")]
    public async Task Modern_CSharp_works_in_a_cell_and_warnings_make_no_noise(string code, string result)
    {
        var said = await _cells.RunAsync(code);
        Assert.Equal("", said.ErrorText + said.Stderr);
        Assert.Equal(result, said.Result, ignoreCase: true);
    }

    [Theory]
    [InlineData("static class E { public static int Thrice(this int x) => 3 * x; }", "without the class")]
    [InlineData("Span<int> s = stackalloc int[3];", "braces")]
    [InlineData("namespace A { class B { } }", "leave the namespace out")]
    public async Task What_a_cell_cannot_hold_is_refused_with_what_to_write_instead(string code, string advice) =>
        Assert.Contains(advice, (await _cells.RunAsync(code)).ErrorText, StringComparison.Ordinal);

    [Fact]
    public async Task A_task_that_failed_is_not_said_to_be_done_also_where_the_cell_catches_its_error()
    {
        var said = await _cells.RunAsync("string empty = Path.GetTempFileName();\ntry { AstroDrizzle.Run([empty]); } catch (HstException e) { Console.WriteLine(e.Message); } finally { File.Delete(empty); }\nThread.Sleep(300);");
        Assert.True(said.Outcome.Succeeded, said.ErrorText);
        Assert.Equal("astrodrizzle: stopped after 0.0 s", Assert.Single(said.Displays));
        // One that is refused before it begins has nothing to say.
        said = await _cells.RunAsync("try { TweakReg.Run(\"nothing*.fits\"); } catch (HstException) { }\nThread.Sleep(300);");
        Assert.Empty(said.Displays);
        said = await _cells.RunAsync("try { await Gaia.QueryAsync(\"SELECT\", options: new() { Offline = true }); } catch (HstException) { }");
        Assert.All(said.Displays, line => Assert.Contains("stopped after", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_loop_over_a_task_leaves_one_line()
    {
        var said = await _cells.RunAsync("for (int i = 0; i < 3; i++) { Observations.Find(\"blanksky\").Write(Path.Combine(Path.GetTempPath(), \"hst-loop\")); }\nDirectory.Delete(Path.Combine(Path.GetTempPath(), \"hst-loop\"), true);");
        Assert.Equal("", said.ErrorText);
        Assert.Matches(@"^simulate: 3 runs done in \d+\.\d s$", Assert.Single(said.Displays));
    }
}
