using System.Numerics;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Tables;
using HstNotebooks.Tables.VoTable;

namespace HstNotebooks.Tests.Tables;

public sealed class SelfDescribingTableTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static readonly Table AllTypes = new(
    [
        new TableColumn<bool>("flag", [true, false, true], missing: [false, false, true]),
        new TableColumn<short>("short", [1, -2, 3]),
        new TableColumn<int>("int", [int.MinValue, 0, 7], missing: [false, true, false]),
        new TableColumn<long>("id", [1, long.MaxValue, -5], description: "an identifier") { Ucd = "meta.id" },
        new TableColumn<float>("mag", [0.1f, float.NaN, 21.5f], unit: "mag"),
        new TableColumn<double>("ra", [290.2248612117769, double.NegativeInfinity, 1e-300], unit: "deg", missing: [false, false, true]),
        new TableColumn<string>("name", ["a \"b\", <c> & 'd'", "", "plain"]),
        new TableColumn<Complex>("phase", [new(1, -2), new(0.5, 1e-9), Complex.Zero]),
        new TableColumn<double[]>("poly", [[1, 2.5], [3, 4], [5, 6]]),
        new TableColumn<int[]>("list", [[1], [], [2, 3, 4]]),
        new TableColumn<float[]>("grid", [[1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 7], [1, 2, 3, 4, 5, 8]]) { Dimensions = [3, 2] },
    ], "all types", new Dictionary<string, string> { ["origin"] = "a 'quoted' \"value\": with # signs", ["note"] = "two\nlines" });

    private static void Same(Table expected, Table actual)
    {
        Assert.Equal(expected.Columns.Select(c => c.Name), actual.Columns.Select(c => c.Name));
        Assert.Equal(expected.RowCount, actual.RowCount);
        foreach (var column in expected.Columns)
        {
            var other = actual[column.Name];
            Assert.Equal(column.ValueType, other.ValueType);
            Assert.Equal(column.Unit, other.Unit);
            Assert.Equal(column.Dimensions ?? [], other.Dimensions ?? []);
            for (int row = 0; row < column.Count; row++)
                if (!(column.GetValue(row) is null && other.GetValue(row) is double.NaN)) Assert.Equal(column.GetValue(row), other.GetValue(row));
        }
    }

    [Theory]
    [InlineData(VoTableData.TableData)]
    [InlineData(VoTableData.Binary)]
    [InlineData(VoTableData.Binary2)]
    [InlineData(VoTableData.Fits)]
    public void A_VOTable_comes_back_in_every_serialization(VoTableData data)
    {
        string path = Path.Combine(folder, data + ".vot");
        AllTypes.WriteVoTable(path, data);
        var back = Table.Read(path);
        Same(AllTypes, back);
        Assert.Equal("a 'quoted' \"value\": with # signs", back.Metadata["origin"]);
        if (data != VoTableData.Fits) Assert.Equal("meta.id", back["id"].Ucd);
    }

    [Fact]
    public void An_ECSV_table_comes_back()
    {
        string path = Path.Combine(folder, "all.ecsv");
        AllTypes.Write(path);
        var back = Table.Read(path);
        Same(AllTypes, back);
        Assert.Equal(AllTypes.Metadata, back.Metadata);
        Assert.Equal("an identifier", back["id"].Description);
        Assert.Equal("meta.id", back["id"].Ucd);
    }

    [Fact]
    public void The_same_archive_reply_in_four_formats_gives_the_same_table()
    {
        var vot = Table.Read(SharedData.Path("data", "services", "tap", "xmlparser", "1714556098855O-result.vot"));
        Assert.True(vot.Columns.Count > 100);
        foreach (string extension in (string[])["ecsv", "fits", "csv"])
        {
            var other = Table.Read(SharedData.Path("data", "services", "tap", "xmlparser", "1714556098855O-result." + extension));
            Assert.Equal(vot.Columns.Select(c => c.Name), other.Columns.Select(c => c.Name));
            foreach (var column in vot.Columns)
                for (int row = 0; row < vot.RowCount; row++)
                {
                    object? a = column.GetValue(row), b = other[column.Name].GetValue(row);
                    if (a is float or double or long or int or short && b is not null)
                        Assert.True(Math.Abs(Convert.ToDouble(a) - Convert.ToDouble(b)) <= 1e-6 * Math.Abs(Convert.ToDouble(a)) || (a is float.NaN or double.NaN), $"{extension} {column.Name}: {a} {b}");
                    else if (a is string text && b is not null)
                        Assert.Equal(text, b.ToString());
                    else if (a is null && b is not null)
                        Assert.True(b is float.NaN or double.NaN or "" or false or (byte)0 or 0L or 0 or (short)0, $"{extension} {column.Name}: nothing and {b}");
                }
        }
    }

    [Fact]
    public void A_BINARY2_reply_of_the_Gaia_archive_is_read()
    {
        var table = Table.Read(SharedData.Path("data", "services", "gaia", "job_1.vot"));
        Assert.Equal([1.0, 3, 5], table.Doubles("alpha"));
        Assert.Equal(["a", "b", "c"], table.Strings("source_id"));
        Assert.Equal([1, 2, 3], Assert.IsType<TableColumn<int>>(table["table1_oid"]).Values);
    }

    [Fact]
    public void An_error_reply_of_a_service_is_an_error() =>
        Assert.Contains("Unknown column", Assert.Throws<TableException>(() => Table.FromBytes(Encoding.UTF8.GetBytes(
            "<VOTABLE><RESOURCE><INFO name=\"QUERY_STATUS\" value=\"ERROR\">Unknown column rra</INFO></RESOURCE></VOTABLE>"))).Message);

    [Fact]
    public void A_bad_cell_of_a_VOTable_is_named_by_line_and_column()
    {
        var error = Assert.Throws<TableException>(() => Table.FromBytes(Encoding.UTF8.GetBytes(
            "<VOTABLE><RESOURCE><TABLE><FIELD name=\"n\" datatype=\"int\"/><DATA><TABLEDATA>\n<TR><TD>1</TD></TR>\n<TR><TD>x</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>"), source: "a.vot"));
        Assert.Equal(("a.vot", 3L), (error.File, error.Row));
        Assert.Contains("'x' in column 'n'", error.Message);
    }

    [Fact]
    public void External_entities_are_not_followed()
    {
        string secret = Path.Combine(folder, "secret.txt");
        File.WriteAllText(secret, "42");
        Assert.Throws<TableException>(() => Table.FromBytes(Encoding.UTF8.GetBytes(
            $"<?xml version=\"1.0\"?><!DOCTYPE VOTABLE [<!ENTITY x SYSTEM \"file://{secret}\">]><VOTABLE><RESOURCE><TABLE><FIELD name=\"n\" datatype=\"int\"/><DATA><TABLEDATA><TR><TD>&x;</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>")));
    }

    [Fact]
    public void Flow_and_block_headers_of_ECSV_mean_the_same()
    {
        const string rows = "a b\n1 \"x y\"\n";
        string flow = "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: a, unit: deg, datatype: int64, description: 'it''s: a,\n#     long one'}\n# - {name: b, datatype: string}\n# meta: !!omap\n# - comments: [one, 'two, three']\n# schema: astropy-2.0\n" + rows;
        string block = "# %ECSV 1.0\n# ---\n# datatype:\n# -\n#   name: a\n#   unit: deg\n#   datatype: int64\n#   description: \"it's: a, long one\"\n# -\n#   name: b\n#   datatype: string\n# meta:\n#   comments:\n#   - one\n#   - two, three\n" + rows;
        foreach (string text in (string[])[flow, block])
        {
            var table = Table.FromBytes(Encoding.UTF8.GetBytes(text));
            Assert.Equal("it's: a, long one", table["a"].Description);
            Assert.Equal("deg", table["a"].Unit);
            Assert.Equal("one\ntwo, three", table.Metadata["comments"]);
            Assert.Equal(["x y"], table.Strings("b"));
        }
    }

    [Fact]
    public void A_value_of_another_type_than_ECSV_declares_is_named_by_line()
    {
        var error = Assert.Throws<TableException>(() => Table.FromBytes(Encoding.UTF8.GetBytes("# %ECSV 1.0\n# ---\n# datatype:\n# - {name: a, datatype: int16}\na\n1\n70000\n")));
        Assert.Equal(7, error.Row);
        Assert.Contains("'70000' in column 'a' is no int16", error.Message);
    }
}
