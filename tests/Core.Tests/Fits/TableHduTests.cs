using System.Numerics;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Fits;

public class TableHduTests
{
    /// <summary>A binary table with every type and an ascii table, as astropy 5.2 writes them.</summary>
    private const string Tables = "H4sIAAAAAAACA+2aTW/jRBjH3UUVrLQHDhw49DAgtA1Lm3pm7Nhe7ap5c5AX54WNKwVuTuN0I/JSJaloeqB75ENw4DPwCXrkY3DgA3BHInheUpLWpmzyaNmF+VfWkyYzv/6fZ6b22JmmV234LkJPUYICdICOR8PuaDyYoOkIVbygiSbTcNgJxx2UqKIXNLxWCs+OeeF4HM5QJ5yGaDo7jdAdqhVaXhOl8PSYNzwbtKMxGnUX5N4gGk56o+Ekkee2ArdWTs33lcVhSkpKSkpKSkpK/xux5WTTq9eeot2iVwsKRd/dXfr4ALV7w3A8Q9Ow3Y9QdD4Vi9NU3mtdP5NXXz9zHk7kYZutx/vR8GT6gvGuSQjf4Y+k+KMpPJLOa5TqR7Ugmees3i+cjEdnp+g0HIeDaBqNk/P9/G94cV63eJM7xiOoeK5fbibyyOp4iCnT7UX9Tjo1CL5quHw8dn351u4m8zmo1J9XIXnMHxE8CuVP8KgP5Y9yXgusfoKHcQvIn8F5RTB/kDzmz+Q8D8wfJK925PtmyvnAWTPfHPf3DCxfSB7zZ3HeF2D+IHnMn815RwTKnw04X752n9fthPlCiZWz18zXEfkaUPk6gPOF5eus5kuwYRk2zRnr5ot1nq8Ndj3S4eYfy5fzkEMIpRbRac42DcsybX3tfDHz14S7/mK4+cz9EcYrwPnjPKsA5o9yf2Uwf5yHSQGAV/YYjvEyxh79FCZfg/FcuPEA5HF/JuOV4fwB8o5qXiB4negEZHybDcGr2FkKVL8c45Xg6gfI4/4sxqvC+QPkcX82ny+EQvnjvBzI+YWdD8R6I0P3CND5wGG8xjOw8ZC8DND5ivDr75cu2P2b5GWA6kf49bJRAPMneRkHyB+/XjaqYP4kD6B+biuoFaouv/76/i1/B0uPrIbhILrbX7NU8Pn65Zb0rLnuei2Jh/Wsvka+6vtapf+QgqAS/PSjNv9d07StvCb0Mv7R+MG1FbaPWQzbmnbcibon8evDK037zvr1yffa2Q+HcUvW9fA30X6BWejm+/n3ZHxfxg+um76z1G1LRtZqOz525HuPKrFnTftZe3c+n/8xl9rJD7/JaJfyN+3eEuhcxsurJQ/5VS8L5T+UcUdGJOPHMn4i48OVbg9kXPzZRUYfyfiY1Xn+y1w7Xk7ych5XbkvWeVvbPkcz9grHB4kPGh9XNzzmXy69XtQvI+MjGfdkzMqoy4hXavvgxjCxjO9LzyyPx7LdPWn5/qGsH6vdi6jfH307GnaicfesvxjhRbx2qCVXWUlJSUlJSUnp7dXS/g2+eePW/W+hWfK8f7x9423ev4FM+83ev4He8P0byNxo/0YI9zyW8womBK9Yqvs4tX5rPg/j/npg+Qqel4Pgsf0CgrdPCFD90v4/cmvWT3wf1QWrn+BVsJ41QPKlyflisma+Yr9KByxfwSsTM4stiHwNlLafa718xf6XCCxfwXMx4U9gN883ZT+NYW32/LlZ2vz5s3q+q6T0+nS+uhjAWWLqOnKyzqpsUt4nOo4/15ncz3R9NhP9xGV2n2bjjnq8ZsxiA5sOyZnUtB3LoZiU49aI/NXz4uICXbDlJaXieyWd9zRFi2XxnnTRE+tqvJSUlJSUlJSUlP5d/QmjpWXTgEMAAA==";

    /// <summary>Ten random groups, as astropy 5.2 writes them.</summary>
    private const string Groups = "H4sIAAAAAAACA+3SMYjTUBzH8QwODg4ODg4ObxDqoNj27sBBsfl79QycvWBzUMHBaHPegU1KkooHNxwiIiIiIiIiIiIiIiIiIiIiIuLo6Ojo6Ojo96URTmjqXe0k7weftrTNL//38prOUXe2rtQBNSCe2qtOR+FCFHcSlUbqsOM1VZL6YduP22pgxPFcpzWwb89ElT4/jv1l1fZTX6XL3UD9JQ275TRVwXxT9IW9zqkgVtHC7+alThAmS1GYFPdVCvrKasPJ+qqF843WN1HQVx2xb7KgrzJi39T4+uotr96YLjx/G87Msbl5tznkPC/6iToTR71usq4+99DcfMMrfB5rz1/Xj/1OkAbxsOaZIX2V8h9965rS9Y679ew8l3r5VyX1D8n6svNcOjeOvuzhmpiYmJiY/Gex1uTgqmXVeK/xUtOf7+M9vlmWzff21v5/NJsr7TL4r+3iJLrQv13GddzO+/S1dNmP8RyvQa/9GV/wFfoe3/N7684f+GlZwrWyCZuxBcwg27AdO/I5IcwjO7ELu8FsMol92A86ZTpfE+QIZsHs4qGFE2Ad0sYizubrh7A2SXEeK9D3vICLuATWLFf6e6XJVVwD+yA3cBO3wJ7IHdzFvXxf9Rr1TA/wEI/AXskTPMUzsG/yov8MNHmJV2Av5Q3e4h30rB/wEZ8sExMTExMTExOTMecXyUTyq4AWAAA=";

    private static Table Read(string extension)
    {
        using var file = FitsFile.FromBytes(Convert.FromBase64String(Tables));
        return file.Table(extension).ReadTable();
    }

    private static T[] Values<T>(Table table, string column) => Assert.IsType<TableColumn<T>>(table[column]).Values;

    [Fact]
    public void Complex_numbers_of_single_precision_stay_so_in_every_format()
    {
        var table = new Table(
        [
            new TableColumn<System.Numerics.Complex>("c", [new(0.1f, -2), new(3, 1e-7f)]) { IsSingleComplex = true },
            new TableColumn<System.Numerics.Complex>("m", [new(0.1, -2), new(3, 1e-7)]),
            new TableColumn<System.Numerics.Complex[]>("list", [[new(0.5f, 1)], [new(1, 2), new(3, 4)]]) { IsSingleComplex = true },
        ]);
        foreach (var format in (TableFormat[])[TableFormat.Fits, TableFormat.VoTable, TableFormat.Ecsv])
        {
            var written = format == TableFormat.Ecsv ? table.Select("c", "m") : table;
            using var stream = new MemoryStream();
            written.Write(stream, format);
            var again = Table.FromBytes(stream.ToArray(), format);
            Assert.Equal([true, false, true], again.Columns.Select(column => column.IsSingleComplex).Append(true).Take(3));
            Assert.Equal(((TableColumn<System.Numerics.Complex>)written["c"]).Values, ((TableColumn<System.Numerics.Complex>)again["c"]).Values);
            Assert.Equal(((TableColumn<System.Numerics.Complex>)written["m"]).Values, ((TableColumn<System.Numerics.Complex>)again["m"]).Values);
        }
        var header = TableHdu.Create(table).Header;
        Assert.Equal("C", header.GetString("TFORM1"));
        Assert.Equal("M", header.GetString("TFORM2"));
        Assert.StartsWith("1PC", header.GetString("TFORM3"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_type_of_a_binary_table_is_read()
    {
        var table = Read("ALL");
        Assert.Equal([true, false, true], Values<bool>(table, "L"));
        Assert.Equal([true, false, true], Values<bool[]>(table, "L3")[2]);
        Assert.Equal("10110010101", string.Concat(Values<bool[]>(table, "X")[0].Select(b => b ? '1' : '0')));
        Assert.Equal([0, 200, 255], Values<byte>(table, "B"));
        Assert.Equal([(short)-5, (short)7, null], Enumerable.Range(0, 3).Select(table["I"].GetValue));
        Assert.Equal([1, -2, 3], Values<int>(table, "J"));
        Assert.Equal([1L << 62, -1, 0], Values<long>(table, "K"));
        Assert.Equal([0, 40000, 65535], Values<ushort>(table, "U2"));
        Assert.Equal([0u, 4000000000, 1], Values<uint>(table, "U4"));
        Assert.Equal([0ul, ulong.MaxValue, 5], Values<ulong>(table, "U8"));
        Assert.Equal([10.5, 11, 12.5], Values<double>(table, "S"));
        Assert.Equal(["abc", "", "x y"], Values<string>(table, "A"));
        Assert.Equal(["ab", "cdef", "g"], Values<string[]>(table, "AD")[0]);
        Assert.Equal([1.5f, float.NaN, -2], Values<float>(table, "E"));
        Assert.Equal([1e300, 2, 3], Values<double>(table, "D"));
        Assert.Equal(("deg", "F3"), (table["D"].Unit, table["D"].Format));
        Assert.Equal([new(1, 2), new(3, 0), new(0, 4)], Values<Complex>(table, "C"));
        Assert.Equal([new(1, 2), new(3, 0), new(0, 4)], Values<Complex>(table, "M"));
        Assert.Equal([6, 7, 8, 9, 10, 11], Values<double[]>(table, "D23")[1]);
        Assert.Equal([3, 2], table["D23"].Dimensions!);
    }

    [Fact]
    public void Variable_length_arrays_are_read_from_the_heap()
    {
        var table = Read("ALL");
        Assert.Equal([[1, 2, 3], [], [9]], Values<int[]>(table, "PJ"));
        Assert.Equal([[1.5f], [2, 3], []], Values<float[]>(table, "QE"));
        Assert.Equal(["hello", "", "wonderful"], Values<string>(table, "PA"));
        Assert.Equal([new(0, 2), new(3, 0)], Values<Complex[]>(table, "PM")[2]);
    }

    [Fact]
    public void An_ascii_table_is_read()
    {
        var table = Read("ASC");
        Assert.Equal(["x", "yy", "zzz z"], Values<string>(table, "a"));
        Assert.Equal([1L, null, 333L], Enumerable.Range(0, 3).Select(table["i"].GetValue));
        Assert.Equal([1.25, -3.5, 0], Values<double>(table, "f"));
        Assert.Equal([1e-200, Math.PI, 5], Values<double>(table, "d"));
        Assert.Equal([1, 2, 3e10], Values<double>(table, "e"));
    }

    [Fact]
    public void Random_groups_of_astropy_have_their_values()
    {
        using var file = FitsFile.FromBytes(Convert.FromBase64String(Groups));
        var groups = Assert.IsType<RandomGroupsHdu>(file[0]);
        Assert.Equal((10, "5 2 1 1"), (groups.GroupCount, string.Join(' ', groups.Axes)));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => (double)i), groups.ReadParameter("v"));
        for (int i = 0; i < 10; i++) Assert.Equal(Enumerable.Range(10 * i, 10).Select(v => (float)v), groups.ReadGroup<float>(i));
    }

    [Fact]
    public void A_written_table_comes_back_with_all_its_columns()
    {
        var table = Read("ALL");
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        file.Add(TableHdu.Create(table, "COPY", 2));
        using var stream = new MemoryStream();
        file.WriteTo(stream);
        using var again = FitsFile.FromBytes(stream.ToArray());
        var back = again.Table("COPY", 2).ReadTable();
        foreach (var column in table.Columns)
        {
            Assert.Equal((column.ValueType, column.Unit), (back[column.Name].ValueType, back[column.Name].Unit));
            for (int row = 0; row < table.RowCount; row++) Assert.Equal(column.GetValue(row), back[column.Name].GetValue(row));
        }
        Assert.Equal(0, stream.Length % 2880);
    }

    [Fact]
    public void A_table_with_missing_integers_marks_them_by_a_value_that_does_not_occur()
    {
        var table = new Table([new TableColumn<byte>("b", [0, 1, 7], missing: [false, false, true]), new TableColumn<ushort>("u", [0, 1, 7], missing: [true, false, false])]);
        using var stream = new MemoryStream();
        table.Write(stream, TableFormat.Fits);
        var back = Table.FromBytes(stream.ToArray());
        Assert.Equal([(byte)0, (byte)1, null], Enumerable.Range(0, 3).Select(back["b"].GetValue));
        Assert.Equal([null, (ushort)1, (ushort)7], Enumerable.Range(0, 3).Select(back["u"].GetValue));
    }

    [Fact]
    public void A_table_is_replaced_in_a_file_and_other_keywords_stay()
    {
        using var file = FitsFile.FromBytes(Convert.FromBase64String(Tables));
        var hdu = file.Table("ALL");
        hdu.Header.Set("ORIGIN", "here");
        hdu.SetTable(new Table([new TableColumn<double>("only", [1, 2])]));
        using var stream = new MemoryStream();
        file.WriteTo(stream);
        using var again = FitsFile.FromBytes(stream.ToArray());
        Assert.Equal([1.0, 2], again.Table("ALL").ReadTable().Doubles("only"));
        Assert.Equal("here", again["ALL"].Header.GetString("ORIGIN"));
        Assert.False(again["ALL"].Header.Contains("TFORM2"));
        Assert.Equal(5, again.Table("ASC").ReadTable().Columns.Count);
    }

    [Fact]
    public void A_text_that_is_not_ASCII_is_refused_with_its_row()
    {
        var error = Assert.Throws<FitsException>(() => TableHdu.Create(new Table([new TableColumn<string>("name", ["a", "Ångström"])])));
        Assert.Equal(2, error.Row);
    }
}
