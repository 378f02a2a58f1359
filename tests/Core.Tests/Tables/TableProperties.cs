using FsCheck;
using FsCheck.Fluent;
using HstNotebooks.Tables;
using HstNotebooks.Tables.VoTable;

namespace HstNotebooks.Tests.Tables;

/// <summary>Every format gives back what it was given, tried on random tables.</summary>
public class TableProperties
{
    private static readonly Gen<double> Reals = ArbMap.Default.GeneratorFor<long>().Select(BitConverter.Int64BitsToDouble);
    private static readonly Gen<long> Integers = ArbMap.Default.GeneratorFor<long>();

    /// <summary>Begins with a letter, so that no column of strings looks like one of numbers.</summary>
    private static readonly Gen<string> Texts =
        Gen.OneOf(Gen.Choose(32, 126), Gen.Elements(34, 39, 44, 35, 60, 38)).Select(c => (char)c).ArrayOf().Select(c => "a" + new string(c).TrimEnd());

    private static readonly Gen<Table> Tables =
        from rows in Gen.Choose(1, 20)
        from real in Reals.ArrayOf(rows)
        from integer in Integers.ArrayOf(rows)
        from text in Texts.ArrayOf(rows)
        from missing in Gen.Elements(true, false).ArrayOf(rows)
        select new Table(
        [
            new TableColumn<double>("real", real),
            new TableColumn<long>("integer", [.. integer.Select((v, i) => missing[i] && i > 0 ? 0 : v)], missing: [.. missing.Select((m, i) => m && i > 0)]),
            new TableColumn<string>("text", text),
        ]);

    public static TheoryData<TableFormat> Formats => [TableFormat.CommentedHeader, TableFormat.Csv, TableFormat.Ecsv, TableFormat.VoTable, TableFormat.Fits, TableFormat.SExtractor];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_table_comes_back(TableFormat format) =>
        Prop.ForAll(Tables.ToArbitrary(), table =>
        {
            using var stream = new MemoryStream();
            table.Write(stream, format);
            Same(table, Table.FromBytes(stream.ToArray(), format));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(VoTableData.Binary)]
    [InlineData(VoTableData.Binary2)]
    [InlineData(VoTableData.Fits)]
    public void A_binary_VOTable_comes_back(VoTableData data) =>
        Prop.ForAll(Tables.ToArbitrary(), table =>
        {
            using var stream = new MemoryStream();
            VoTableWriter.Write(table, stream, data);
            Same(table, Table.FromBytes(stream.ToArray(), TableFormat.VoTable));
        }).QuickCheckThrowOnFailure();

    private static void Same(Table expected, Table actual)
    {
        // Text formats have one way to write a NaN, and -0 is 0 for nobody.
        Assert.Equal(expected.Doubles("real"), actual.Doubles("real"));
        for (int row = 0; row < expected.RowCount; row++) Assert.Equal(expected["integer"].GetValue(row), actual["integer"].GetValue(row));
        Assert.Equal(expected.Strings("text"), actual.Strings("text"));
    }
}
