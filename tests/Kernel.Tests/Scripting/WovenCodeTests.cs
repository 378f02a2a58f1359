using System.Text.RegularExpressions;
using HstNotebooks.Kernel.Scripting;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HstNotebooks.Tests.Scripting;

public sealed partial class WovenCodeTests
{
    private static WovenCode Weave(string code)
    {
        using var session = new CSharpSession();
        return session.Weave(code);
    }

    [Theory]
    [InlineData("while (a) b();")]
    [InlineData("while (a) { b(); }")]
    [InlineData("do b(); while (a);")]
    [InlineData("for (;;) ;")]
    [InlineData("foreach (var x in xs) foreach (var y in ys) if (x == y) b(); else c();")]
    [InlineData("foreach (var (x, y) in xs) b();")]
    [InlineData("if (a) while (a) while (b) c(); else d();")]
    [InlineData("again: b(); goto again;")]
    public void Every_loop_gets_one_check_and_the_code_stays_valid(string code)
    {
        var woven = Weave(code);
        var token = TestContext.Current.CancellationToken;
        var tree = CSharpSyntaxTree.ParseText(woven.Text, ScriptEnvironment.ParseOptions, cancellationToken: token);
        Assert.Empty(tree.GetDiagnostics(token));
        var root = tree.GetRoot(token);
        int loops = root.DescendantNodes().Count(node => node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or LabeledStatementSyntax);
        int checks = root.DescendantNodes().OfType<InvocationExpressionSyntax>().Count(call => call.ToString().Contains("LoopGuard.Check", StringComparison.Ordinal));
        Assert.Equal(loops, checks);
    }

    [Fact]
    public void Code_without_loops_is_left_as_it_is() => Assert.Equal("var before = 1; // for ever", Weave("var before = 1; // for ever").Text);

    [Fact]
    public void Positions_lead_back_to_the_users_text()
    {
        const string code = "for (int i = 0; i < 3; i++) while (b) Foo();\nBar();";
        var woven = Weave(code);
        foreach (string word in new[] { "for", "while", "Foo", "Bar" })
            Assert.Equal(code.IndexOf(word, StringComparison.Ordinal), woven.ToOriginal(woven.Text.IndexOf(word, StringComparison.Ordinal)));
        Assert.Equal(code.Count(c => c == '\n'), woven.Text.Count(c => c == '\n'));
    }

    [Fact]
    public void Loops_in_lambdas_methods_and_broken_code_do_not_stop_the_weaving()
    {
        Assert.Contains("LoopGuard.Check(", Weave("Action f = () => { while (true) { } };").Text, StringComparison.Ordinal);
        Assert.NotNull(Weave("while (true").Text);
        Assert.NotNull(Weave("for (int i = 0; i <").Text);
    }

    [Theory]
    [InlineData("TweakReg.Run(\"a.fits\");", "D(1, TweakReg.Run(\"a.fits\", progress: P(\"tweakreg\", 1), cancel: C));")]
    [InlineData("TweakReg.Run(\"a.fits\", new() { SearchRad = 1 }, null);", "TweakReg.Run(\"a.fits\", new() { SearchRad = 1 }, null, cancel: C);")]
    [InlineData("TweakReg.Run(input: \"a.fits\", cancel: default);", "D(1, TweakReg.Run(input: \"a.fits\", cancel: default, progress: P(\"tweakreg\", 1)));")]
    [InlineData("var r = await Task.Run(() => AstroDrizzle.Run(\"a.fits\"));", "var r = await Task.Run(() => D(1, AstroDrizzle.Run(\"a.fits\", progress: P(\"astrodrizzle\", 1), cancel: C)));")]
    [InlineData("var c = (await Gaia.QueryAsync(\"q\")).RowCount;", "var c = (await D(1, Gaia.QueryAsync(\"q\", progress: P(\"Gaia.QueryAsync\", 1), cancel: C))).RowCount;")]
    [InlineData("int F() => PhotEq.Run(\"a\").Chips.Count + F();", "int F() => E ? (D(1, PhotEq.Run(\"a\", progress: P(\"photeq\", 1), cancel: C)).Chips.Count + F()) : throw null!;")]
    [InlineData("foreach (var f in new[] { \"a\" }) TweakReg.Run(f).Residuals();", "foreach (var f in new[] { \"a\" }) {L;D(1, TweakReg.Run(f, progress: P(\"tweakreg\", 1), cancel: C)).Residuals();}")]
    [InlineData("Observation? o = null; o?.Write(\"x\");", "Observation? o = null; o?.Write(\"x\", progress: P(\"simulate\", 0), cancel: C);")]
    [InlineData("int Run(int n, CancellationToken t = default) => n;\nRun(1);", "int Run(int n, CancellationToken t = default) => n;\nRun(1);")]
    [InlineData("TweakReg.Run(\"a.fits\"", "TweakReg.Run(\"a.fits\"")]
    public void Calls_of_the_engine_get_the_token_and_the_progress_of_the_cell(string code, string expected) =>
        Assert.Equal(expected, Session().Replace(Weave(code).Text, "$1").Replace("CellProgress.Done", "D", StringComparison.Ordinal).Replace("CellProgress.Of", "P", StringComparison.Ordinal)
            .Replace("LoopGuard.Check", "L", StringComparison.Ordinal).Replace("LoopGuard.Enter", "E", StringComparison.Ordinal).Replace("NotebookHost.Cancellation", "C", StringComparison.Ordinal));

    [Theory]
    [InlineData("using var a = B();", "      var a = B();Keep(a);")]
    [InlineData("await using var a = B();", "            var a = B();KeepAsync(a);")]
    [InlineData("using Stream a = B(), c = D();\na.Length", "      Stream a = B(), c = D();Keep(a);Keep(c);\na.Length")]
    [InlineData("using System.Text;\nusing Point = (int X, int Y);", "using System.Text;\nusing Point = (int X, int Y);")]
    [InlineData("{ using var a = B(); }", "{ using var a = B(); }")]
    [InlineData("var text = \"using var a = B();\"; // using var", "var text = \"using var a = B();\"; // using var")]
    public void Using_declarations_at_the_top_level_become_variables_that_the_cell_disposes_of(string code, string expected) =>
        Assert.Equal(expected, Kept().Replace(Weave(code).Text, "$1("));

    [GeneratedRegex(@"global::[\w.]+\.(\w+\.\w+)(?:\(\d+\))?(?!\w)")]
    private static partial Regex Session();

    [GeneratedRegex(@"global::[\w.]+\.CellResources\.(\w+)\(\d+, ")]
    private static partial Regex Kept();

    [Theory]
    [InlineData("int F(int n) { return n; }", 1)]
    [InlineData("int F(int n) => F(n + 1);", 1)]
    [InlineData("int F(int n) => n + 1;", 0)]
    [InlineData("void F() => F();", 0)]
    [InlineData("async Task F() => await F();", 0)]
    [InlineData("class A { public int M() { return 1; } }", 1)]
    public void Methods_check_the_depth_of_the_stack(string code, int checks)
    {
        var woven = Weave(code);
        Assert.Equal(checks, woven.Text.Split("LoopGuard.Enter").Length - 1);
        var token = TestContext.Current.CancellationToken;
        Assert.Empty(CSharpSyntaxTree.ParseText(woven.Text, ScriptEnvironment.ParseOptions, cancellationToken: token).GetDiagnostics(token));
    }
}
