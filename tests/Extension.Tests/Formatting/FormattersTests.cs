using HstNotebooks.Errors;
using HstNotebooks.Formatting;
using HstNotebooks.Hosting;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Formatting;

public sealed class FormattersTests
{
    private static string Html(object value) => Formatters.Format(value).Data["text/html"];
    private static string Text(object? value) => Formatters.Format(value).Text;

    [Fact]
    public void Numbers_and_text_are_written_in_the_invariant_culture()
    {
        Assert.Equal("0.1", Text(0.1));
        Assert.Equal("42", Text(42));
        Assert.Equal("NaN", Text(double.NaN));
        Assert.Equal("true", Text(true));
        Assert.Equal("a\nb", Text("a\nb"));
        Assert.Equal("null", Text(null));
    }

    [Fact]
    public void A_table_is_shown_with_names_units_types_and_its_length()
    {
        var table = new Table([
            new TableColumn<string>("name", ["a", "bb"]),
            new TableColumn<double>("ra", [290.2, 290.25], "deg") { Format = "F4" },
            new TableColumn<int>("n", [1, 22], missing: [false, true])]);
        Assert.Equal("""
            name    ra      n
                   deg
            str2 float64  int32
            ---- -------- -----
            a    290.2000     1
            bb   290.2500    --
            Length = 2 rows
            """.ReplaceLineEndings("\n"), Text(table));
    }

    [Fact]
    public void The_middle_rows_of_a_long_table_are_left_out_and_can_be_asked_for()
    {
        var table = new Table([new TableColumn<int>("n", [.. Enumerable.Range(0, 1_000_000)])]);
        string text = Text(table);
        Assert.Contains("...", text);
        Assert.Contains("Length = 1,000,000 rows", text);
        Assert.Equal(20 + 1 + 4, text.Split('\n').Length);
        Assert.Contains("\n999999", Text(table.Show(100)));
        Assert.True(Html(table.ShowAll()).Length < 1_000_000);
    }

    [Fact]
    public void Markup_in_a_table_is_shown_and_not_run()
    {
        var table = new Table([new TableColumn<string>("TARG<b>", ["<script>alert(1)</script>"], "<i>")], "<u>");
        string html = Html(table);
        Assert.DoesNotContain("<script>", html);
        Assert.DoesNotContain("<b>", html);
        Assert.DoesNotContain("<u>", html);
        Assert.Contains("&lt;script&gt;", html);
    }

    [Fact]
    public void Options_are_listed_by_DrizzlePacs_names_with_what_differs_from_the_defaults()
    {
        string text = Text(new Alignment.TweakRegOptions { SearchRad = 2, SourceFinding = new() { Threshold = 200 } });
        Assert.StartsWith("TweakRegOptions: 2 of ", text);
        Assert.Matches(@"\nsearchrad +2 +1 +SearchRad\n", text);
        Assert.Matches(@"\ncomputesig +True +SourceFinding\.ComputeSig +SOURCE FINDING \(imagefindpars\)\n(.*\n)*threshold +200 sigma +4 sigma +SourceFinding\.Threshold\n", text);
        Assert.Matches(@"\nref_threshold +4 sigma +RefSourceFinding\.Threshold\n", text);
        // Parameters without a section come first.
        Assert.True(text.IndexOf("\nrefimage ", StringComparison.Ordinal) < text.IndexOf("COORDINATE FILE", StringComparison.Ordinal));
        Assert.Contains("<td>searchrad</td><td class=\"good\">2</td>", Html(new Alignment.TweakRegOptions { SearchRad = 2 }));
        Assert.StartsWith("AstroDrizzleOptions: 0 of ", Text(new Drizzling.AstroDrizzleOptions()));
    }

    [Fact]
    public void Doubles_of_lists_and_tables_have_at_most_twelve_digits_and_large_whole_ones_all()
    {
        Assert.Contains("290.194269465\n", Text(new Table([new TableColumn<double>("ra", [290.1942694651604])])));
        Assert.Contains("1234567890123\n", Text(new Table([new TableColumn<double>("id", [1234567890123.0])])));
        Assert.Equal("290.1942694651604", Text(290.1942694651604));
        Assert.Contains("\n   0.00\n  -0.01\n", Text(new Table([new TableColumn<double>("east", [-0.004, -0.006]) { Format = "F2" }])));
    }

    [Fact]
    public void An_error_of_ours_is_its_short_block_without_a_stack_trace()
    {
        HstException error = Assert.Throws<FitsException>(void () => throw new FitsException("the file is truncated") { File = "a<b>.fits", Advice = "download it again" });
        Assert.Equal("the file is truncated\n  file: a<b>.fits\n  what to do: download it again", Text(error));
        Assert.DoesNotContain("a<b>", Html(error));
        Assert.DoesNotContain(" at ", Html(error));
    }

    [Fact]
    public void A_record_is_a_list_of_its_properties()
    {
        string text = Text(new { Name = "n", Values = new[] { 1, 2, 3 } });
        Assert.Contains("Name    n", text);
        Assert.Contains("Values  [1, 2, 3]", text);
    }

    [Fact]
    public void Sequences_are_cut_and_never_run_to_their_end()
    {
        static IEnumerable<int> Endless() { for (int i = 0; ; i++) yield return i; }
        Assert.StartsWith("[0, 1, 2,", Text(Endless()));
        Assert.Contains("100000 items", Text(new double[100_000]));
        Assert.Contains("3 entries", Text(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2, ["c"] = 3 }));
    }

    [Fact]
    public void A_list_of_records_is_a_table_with_a_column_per_property()
    {
        string text = Text(new[] { new Star(1.5, "a"), new Star(2.5, "b") });
        Assert.Contains("Magnitude", text);
        Assert.Contains("2.5", text);
    }

    [Fact]
    public void A_list_of_tables_or_figures_shows_each()
    {
        Table table = new([new TableColumn<int>("n", [1])], "first");
        string text = Text(new[] { table, table.WithMetadata(table.Metadata, "second") });
        Assert.Contains("first", text);
        Assert.Contains("second", text);
        Assert.True(Formatters.Format(new[] { new HstNotebooks.Figures.Figure("a"), new HstNotebooks.Figures.Figure("b") }).Data.ContainsKey("image/png"));
    }

    [Fact]
    public void A_record_inside_a_record_is_one_line() => Assert.Contains("Inner  Star (Magnitude 1.5, Name a)", Text(new { Inner = new Star(1.5, "a") }));

    [Fact]
    public void An_unknown_type_is_one_line_even_when_it_refers_to_itself()
    {
        Assert.Equal("Loop (no formatter)", Text(new Loop()));
        Assert.True(Text(AppDomain.CurrentDomain).Length < 3000);
    }

    [Fact]
    public void A_formatter_that_throws_does_not_break_the_cell()
    {
        Formatters.Register<Broken>(_ => throw new InvalidOperationException("no <ink>"));
        Assert.Equal("Broken cannot be shown: no <ink>", Text(new Broken()));
        Assert.DoesNotContain("<ink>", Html(new Broken()));
    }

    [Fact]
    public void A_formatter_serves_derived_types()
    {
        Formatters.Register<Base>(_ => MimeBundle.FromText("base"));
        Assert.Equal("base", Text(new Derived()));
    }

    private sealed record Star(double Magnitude, string Name);
    private sealed class Loop { public Loop Self => this; }
    private sealed class Broken;
    private class Base;
    private sealed class Derived : Base;
}
