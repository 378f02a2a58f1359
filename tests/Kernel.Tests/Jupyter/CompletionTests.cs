using HstNotebooks.Kernel.Assistance;
using HstNotebooks.Tests.Cells;

namespace HstNotebooks.Tests.Jupyter;

public sealed class CompletionTests : IDisposable
{
    private readonly CellRun _cells = new();

    public void Dispose() => _cells.Dispose();

    /// <summary>Completes at the bar in the text.</summary>
    private IReadOnlyList<string> Complete(string text)
    {
        int at = text.IndexOf('|', StringComparison.Ordinal);
        var list = new CellAssistant(_cells.Session).Complete(text.Remove(at, 1), at);
        return [.. list.Items.Select(item => item.Text)];
    }

    [Theory]
    [InlineData("Console.WriteL|", "WriteLine")]
    [InlineData("var s = \"\"; s.Sta|", "StartsWith")]
    [InlineData("new List<int>().Whe|", "Where")]
    [InlineData("using var m = new MemoryStream(); m.CanRe|", "CanRead")]
    [InlineData("string t = null; t?.Leng|", "Length")]
    [InlineData("System.Coll|", "Collections")]
    [InlineData("DayOfWeek.Mon|", "Monday")]
    [InlineData("int first = 1;\nfir|", "first")]
    [InlineData("void F(int argument) { arg| }", "argument")]
    [InlineData("Tab|", "Table")]
    [InlineData("fore|", "foreach")]
    [InlineData("#!tweak|", "#!tweakreg")]
    [InlineData("var x = 1;\n#!tweakreg a.fits --outsh|", "--outshifts")]
    [InlineData("#!tweakreg a.fits --updatehdr t|", "true")]
    [InlineData("#!headerlet ap|", "apply")]
    [InlineData("#!headerlet apply a.fits --hdr|", "--hdrlet")]
    [InlineData("#!help fitsi|", "fitsinfo")]
    [InlineData("#!tweakreg a.fits\nConsole.WriteL|", "WriteLine")]
    public void What_was_begun_is_completed(string text, string expected) => Assert.Contains(expected, Complete(text));

    [Fact]
    public async Task Variables_of_earlier_cells_and_their_members_are_known()
    {
        await _cells.RunAsync("var exposures = new List<string> { \"a\" }; record Star(double Ra);\nvar star = new Star(1);");
        Assert.Equal(["exposures"], Complete("expos|").Take(1));
        Assert.Contains("Add", Complete("exposures.A|"));
        Assert.Equal(["Ra"], Complete("star.R|").Where(text => text == "Ra"));
    }

    [Fact]
    public void Static_members_are_not_offered_on_values_nor_the_other_way_round()
    {
        Assert.DoesNotContain("IsNullOrEmpty", Complete("\"\".|"));
        Assert.DoesNotContain("Trim", Complete("string.|"));
    }

    [Fact]
    public void Properties_of_options_are_offered_inside_their_braces() =>
        Assert.Contains("SearchRad", Complete("new TweakRegOptions { Sear| }"));

    [Fact]
    public void Names_of_parameters_are_offered_inside_a_call() => Assert.Contains("path1:", Complete("Path.Combine(pa|)"));

    [Fact]
    public void Files_are_offered_inside_strings_and_magics_and_only_the_last_part_is_replaced()
    {
        string folder = Checkout.NewScratchFolder();
        File.WriteAllText(Path.Combine(folder, "ibwb01xqq_flc.fits"), "");
        Directory.CreateDirectory(Path.Combine(folder, "ibsub"));
        Assert.Equal(["ibsub/", "ibwb01xqq_flc.fits"], Complete($"File.Exists(\"{folder}/ib|\")"));
        Assert.Equal(["ibwb01xqq_flc.fits"], Complete($"File.Exists(\"{folder}/ibw|"));
        Assert.Equal(["ibwb01xqq_flc.fits"], Complete($"#!fitsinfo {folder}/ibw|"));
        var list = new CellAssistant(_cells.Session).Complete($"#!fitsinfo {folder}/ibw", $"#!fitsinfo {folder}/ibw".Length);
        Assert.Equal("#!fitsinfo ".Length + folder.Length + 1, list.Start);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("// Cons|")]
    [InlineData("1.|5")]
    public void Nothing_is_offered_in_comments_and_numbers(string text) => Assert.Empty(Complete(text));

    [Theory]
    [InlineData("InputException", "class InputException")]
    [InlineData("HstException", "An error that the user can act on")]
    [InlineData("Math.Sqrt(", "double Math.Sqrt(double d)")]
    [InlineData("display", "Shows a value below the running cell")]
    [InlineData("#!tweakreg --sea", "--searchrad")]
    public void The_word_at_the_cursor_is_explained(string code, string expected) =>
        Assert.Contains(expected, new CellAssistant(_cells.Session).Inspect(code, code.Length), StringComparison.Ordinal);

    [Fact]
    public async Task A_variable_is_explained_with_type_and_value()
    {
        await _cells.RunAsync("var count = 42;");
        string text = new CellAssistant(_cells.Session).Inspect("count", 5)!;
        Assert.Contains("int count", text, StringComparison.Ordinal);
        Assert.Contains("value: 42", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_nobody_knows_is_not_explained() => Assert.Null(new CellAssistant(_cells.Session).Inspect("nothing_of_this_name", 5));
}
