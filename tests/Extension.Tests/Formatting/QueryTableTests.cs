using System.Text.Json;
using HstNotebooks.Formatting;
using HstNotebooks.Magics;
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
    public void Json_of_a_query_says_who_answered_what_and_when_and_whether_rows_are_missing()
    {
        var whole = new Table([new TableColumn<double>("ra", [1.5, 2.5], "deg"), new TableColumn<long>("id", [7, 8])], "Gaia", Origin);
        using var json = JsonDocument.Parse(ResultJson.Write(whole));
        var metadata = json.RootElement.GetProperty("metadata");
        foreach (string name in new[] { "service", "query", "time", "source" }) Assert.Equal(Origin[name], metadata.GetProperty(name).GetString());
        Assert.Equal(2, metadata.GetProperty("rows").GetInt32());
        Assert.Equal(2, metadata.GetProperty("row_limit").GetInt32());
        Assert.False(metadata.GetProperty("truncated").GetBoolean());
        Assert.Equal("""{"ra":"deg"}""", metadata.GetProperty("units").GetRawText().Replace(" ", "").Replace("\n", ""));
        Assert.Equal(["metadata", "ra", "id"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(2.5, json.RootElement.GetProperty("ra")[1].GetDouble());

        using var cut = JsonDocument.Parse(ResultJson.Write(whole.WithMetadata(new Dictionary<string, string>(Origin) { ["row_limit"] = "none", ["warning"] = "the result was cut" })));
        Assert.True(cut.RootElement.GetProperty("metadata").GetProperty("truncated").GetBoolean());
        Assert.Equal("the result was cut", cut.RootElement.GetProperty("metadata").GetProperty("warning").GetString());
        Assert.Equal(JsonValueKind.Null, cut.RootElement.GetProperty("metadata").GetProperty("row_limit").ValueKind);
    }

    [Fact]
    public void Json_of_other_tables_has_the_columns_alone_and_a_column_named_metadata_stays()
    {
        using var plain = JsonDocument.Parse(ResultJson.Write(new Table([new TableColumn<double>("ra", [1.5])])));
        Assert.Equal(["ra"], plain.RootElement.EnumerateObject().Select(p => p.Name));
        using var clash = JsonDocument.Parse(ResultJson.Write(new Table([new TableColumn<string>("metadata", ["x"])], "t", Origin)));
        Assert.Equal(["query_metadata", "metadata"], clash.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("x", clash.RootElement.GetProperty("metadata")[0].GetString());
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
