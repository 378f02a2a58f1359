using HstNotebooks.Formatting;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Formatting;

/// <summary>Results of queries: where they come from, and columns by the hundred.</summary>
public sealed class QueryTableTests
{
    private static readonly Dictionary<string, string> Origin = new()
    {
        ["service"] = "Gaia",
        ["query"] = "SELECT TOP 2 ra FROM gaiadr3.gaia_source WHERE ra < 3 & dec > 1",
        ["time"] = "2026-11-20T11:12:13Z",
        ["row_limit"] = "2",
        ["source"] = "kept answer of 2026-11-20 11:12 UTC",
    };

    [Fact]
    public void The_service_the_time_the_row_limit_and_the_query_stand_below_the_result()
    {
        var shown = Formatters.Format(new Table([new TableColumn<double>("ra", [1.5, 2.5], "deg")], "Gaia", Origin));
        Assert.EndsWith("Length = 2 rows (kept answer of 2026-11-20 11:12 UTC)\nGaia, 2026-11-20T11:12:13Z, row limit 2, SELECT TOP 2 ra FROM gaiadr3.gaia_source WHERE ra < 3 & dec > 1", shown.Text.TrimEnd());
        Assert.Contains("UTC)<br>Gaia, 2026-11-20T11:12:13Z, row limit 2, SELECT TOP 2 ra FROM gaiadr3.gaia_source WHERE ra &lt; 3 &amp; dec &gt; 1", shown.Data["text/html"]);
        Assert.DoesNotContain("\n", Formatters.Format(new Table([new TableColumn<double>("ra", [1.5])])).Text.Split("Length = ")[1].TrimEnd());
    }

    [Fact]
    public void In_plain_text_the_middle_columns_of_a_wide_table_are_left_out()
    {
        var wide = new Table(Enumerable.Range(0, 152).Select(i => (TableColumn)new TableColumn<double>($"column_{i}", [i])), "Gaia");
        string[] lines = Formatters.Format(wide).Text.Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= 200, $"{line.Length} characters"));
        Assert.Matches("^column_0 column_1 .* \\.\\.\\. .* column_150 column_151$", lines[1]);
        Assert.Contains("Length = 1 rows, 152 columns", lines);
        // In HTML all are there, and can be scrolled to.
        Assert.Contains("column_75", Formatters.Format(wide).Data["text/html"]);
        var narrow = new Table(Enumerable.Range(0, 12).Select(i => (TableColumn)new TableColumn<double>($"column_{i}", [i])));
        Assert.DoesNotContain("...", Formatters.Format(narrow).Text);
    }

    [Fact]
    public void A_column_that_is_wider_than_the_line_is_shown_all_the_same()
    {
        string name = new('n', 250);
        string[] lines = Formatters.Format(new Table([new TableColumn<string>(name, ["x"]), new TableColumn<string>("b", ["y"])])).Text.Split('\n');
        Assert.Equal(name + " ...", lines[0]);
    }
}
