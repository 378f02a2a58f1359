using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Tables;

public sealed class TextTableTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static Table Parse(string text, TableFormat format = TableFormat.Automatic, string? name = "x.cat") =>
        Table.FromBytes(Encoding.UTF8.GetBytes(text), format, name);

    [Fact]
    public void The_type_of_a_column_follows_all_its_values()
    {
        var table = Parse("# id ra name n\n1 2 a 1\n2 2.5e1 \"b c\" \"\"\n3 nan 5 3\n", TableFormat.CommentedHeader);
        Assert.Equal([1L, 2, 3], Assert.IsType<TableColumn<long>>(table["id"]).Values);
        Assert.Equal([2, 25, double.NaN], Assert.IsType<TableColumn<double>>(table["ra"]).Values);
        Assert.Equal(["a", "b c", "5"], Assert.IsType<TableColumn<string>>(table["name"]).Values);
        Assert.Equal([false, true, false], Assert.IsType<TableColumn<long>>(table["n"]).Missing!);
    }

    [Fact]
    public void A_bad_row_is_named_by_file_and_line()
    {
        var error = Assert.Throws<TableException>(() => Parse("# ra dec\n1 2\n\n# note\n3 4 5\n", TableFormat.CommentedHeader));
        Assert.Equal("line 5 has 3 columns, 2 are expected", error.Message);
        Assert.Equal(("x.cat", 5L), (error.File, error.Row));
    }

    [Fact]
    public void A_header_with_another_number_of_names_is_refused_where_it_was_asked_for()
    {
        Assert.Contains("names 1 columns", Assert.Throws<TableException>(() => Parse("# ra\n1 2\n", TableFormat.CommentedHeader)).Message);
        Assert.Equal("col2", Parse("# ra\n1 2\n").Columns[1].Name);
    }

    [Fact]
    public void Recorded_catalogs_are_read()
    {
        var gaia = Table.Read(SharedData.Path("data", "ngc6791", "gaia.cat"));
        Assert.Equal(["ra", "dec", "phot_g_mean_mag"], gaia.Columns.Select(c => c.Name));
        Assert.Equal(290.2248612117769, gaia.Doubles("ra")[0]);
        var match = Table.Read(SharedData.Path("data", "ngc6791", "ibwb01xqq_flc_xy_catalog.match"));
        Assert.Equal("Ref_X", match.Columns[0].Name);
        Assert.Equal(62.864466, match.Doubles("Ref_X")[0]);
        var sources = Table.Read(SharedData.Path("data", "ngc6791", "ibwb01xqq_flc_sci1_xy_catalog.coo"));
        Assert.Equal(4, sources.Columns.Count);
    }

    [Theory]
    [InlineData(TableFormat.CommentedHeader)]
    [InlineData(TableFormat.Csv)]
    [InlineData(TableFormat.Fits)]
    public void A_table_comes_back(TableFormat format)
    {
        var table = new Table(
        [
            new TableColumn<long>("id", [1, -2, 9007199254740993], missing: [false, true, false]),
            new TableColumn<double>("ra", [0.1, 1e-300, 5]),
            new TableColumn<string>("name", ["a \"b\", c", "#x", "plain"]),
        ]);
        string path = Path.Combine(folder, "table" + format);
        table.Write(path, format);
        var back = Table.Read(path, format);
        Assert.Equal([1L, null, 9007199254740993], Enumerable.Range(0, 3).Select(back["id"].GetValue));
        Assert.Equal([0.1, 1e-300, 5], back.Doubles("ra"));
        Assert.Equal(["a \"b\", c", "#x", "plain"], back.Strings("name"));
    }

    [Fact]
    public void CSV_fields_may_hold_commas_quotes_and_line_ends()
    {
        var table = Parse("#Table1\r\na,\"b,b\",c\r\n1,\"x \"\"y\"\"\nz\",\r\n2,,3.5\r\n", TableFormat.Csv);
        Assert.Equal(["a", "b,b", "c"], table.Columns.Select(c => c.Name));
        Assert.Equal(["x \"y\"\nz", ""], table.Strings("b,b"));
        Assert.True(table["c"].IsMissing(0));
        Assert.Equal(3.5, table.Doubles("c")[1]);
    }

    [Fact]
    public void A_missing_file_is_one_clear_error() =>
        Assert.Contains("does not exist", Assert.Throws<TableException>(() => Table.Read(Path.Combine(folder, "none.cat"))).Message);
}
