using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Tables;

public class FixedFormatTests
{
    private static Table Parse(string text, TableFormat format = TableFormat.Automatic) => Table.FromBytes(Encoding.UTF8.GetBytes(text), format, "x.txt");

    private static readonly Table Sample = new(
    [
        new TableColumn<long>("id", [1, -22, 333], description: "Number"),
        new TableColumn<double>("ra", [290.2248612117769, 0.5, 1e-12], "deg", "Right ascension", [false, true, false]),
        new TableColumn<string>("name", ["NGC 6791", "x", ""]),
    ], "sample");

    [Theory]
    [InlineData(TableFormat.FixedWidth)]
    [InlineData(TableFormat.Cds)]
    [InlineData(TableFormat.SExtractor)]
    public void A_table_comes_back(TableFormat format)
    {
        using var stream = new MemoryStream();
        Sample.Write(stream, format);
        foreach (var asked in (TableFormat[])[format, TableFormat.Automatic])
        {
            var back = Table.FromBytes(stream.ToArray(), asked, "x.txt");
            Assert.Equal(["id", "ra", "name"], back.Columns.Select(c => c.Name));
            Assert.Equal([1L, -22, 333], Assert.IsType<TableColumn<long>>(back["id"]).Values);
            Assert.Equal(290.2248612117769, back.Doubles("ra")[0]);
            Assert.True(back["ra"].IsMissing(1));
            Assert.Equal(1e-12, back.Doubles("ra")[2]);
            Assert.Equal(["NGC 6791", "x", ""], back.Strings("name"));
            if (format != TableFormat.FixedWidth) Assert.Equal(("deg", "Right ascension"), (back["ra"].Unit, back["ra"].Description));
        }
    }

    [Theory]
    [InlineData(TableFormat.FixedWidth)]
    [InlineData(TableFormat.Cds)]
    public void Columns_keep_their_places_behind_letters_of_more_than_one_byte(TableFormat format)
    {
        var table = new Table([new TableColumn<string>("name", ["β Ori", "x", "Ångström"]), new TableColumn<double>("v", [1234567, 2, -1e-300]), new TableColumn<float>("w", [float.NaN, 0.1f, 3])]);
        using var stream = new MemoryStream();
        table.Write(stream, format);
        var back = Table.FromBytes(stream.ToArray(), format);
        Assert.Equal(table.Strings("name"), back.Strings("name"));
        Assert.Equal([1234567, 2, -1e-300], Assert.IsType<TableColumn<double>>(back["v"]).Values);
        Assert.Equal([double.NaN, 0.1, 3], back.Doubles("w"));
    }

    [Fact]
    public void Columns_under_a_ruler_are_cut_at_its_gaps()
    {
        var table = Parse("  name       v  n\n-------- ----- --\nNGC 6791  1.25  7\n          -3   12\n");
        Assert.Equal(["name", "v", "n"], table.Columns.Select(c => c.Name));
        Assert.Equal(["NGC 6791", ""], table.Strings("name"));
        Assert.Equal([1.25, -3], table.Doubles("v"));
        Assert.Equal([7.0, 12], table.Doubles("n"));
    }

    [Fact]
    public void A_SExtractor_catalog_with_a_vector_column_is_read()
    {
        var table = Parse("#   1 NUMBER                 Running object number\n#   2 FLUX_APER              Flux vector within fixed apertures          [count]\n#   4 X_IMAGE                Object position along x                     [pixel]\n  1  10.5 20 3.25\n  2  11 21 4\n");
        Assert.Equal(["NUMBER", "FLUX_APER", "FLUX_APER_1", "X_IMAGE"], table.Columns.Select(c => c.Name));
        Assert.Equal(("pixel", "Object position along x"), (table["X_IMAGE"].Unit, table["X_IMAGE"].Description));
        Assert.Equal([20.0, 21], table.Doubles("FLUX_APER_1"));
    }

    /// <summary>The example of the AAS journals' guide, abbreviated.</summary>
    private const string Cds = """
        Title: An example
        Authors: Someone A.
        Table: Two stars
        ================================================================================
        Byte-by-byte Description of file: table1.txt
        --------------------------------------------------------------------------------
           Bytes Format Units   Label     Explanations
        --------------------------------------------------------------------------------
           1-  8 A8     ---     Name      Name of the star
          10- 17 F8.4   deg     RAdeg     [0/360] Right ascension,
                                          decimal degrees (J2000)
              19 I1     ---     n         ? Number of measurements
          21- 25 F5.2   mag     Vmag      ?=99.99 V magnitude
        --------------------------------------------------------------------------------
        Note (1): none.
        --------------------------------------------------------------------------------
        HD 12345 290.2249 3 12.50
        HD 12346 290.2250   99.99

        """;

    [Fact]
    public void A_CDS_table_is_read_by_its_description()
    {
        var table = Parse(Cds);
        Assert.Equal("Two stars", table.Name);
        Assert.Equal(["HD 12345", "HD 12346"], table.Strings("Name"));
        Assert.Equal([290.2249, 290.2250], table.Doubles("RAdeg"));
        Assert.Equal(("deg", "Right ascension, decimal degrees (J2000)"), (table["RAdeg"].Unit, table["RAdeg"].Description));
        Assert.Equal([3L, null], Enumerable.Range(0, 2).Select(table["n"].GetValue));
        Assert.Equal([12.5, null], Enumerable.Range(0, 2).Select(table["Vmag"].GetValue));
    }

    [Fact]
    public void A_value_that_does_not_agree_with_the_CDS_description_is_named_by_line()
    {
        var error = Assert.Throws<TableException>(() => Parse(Cds.Replace("290.2250", "29o.2250", StringComparison.Ordinal)));
        Assert.Equal(18, error.Row);
        Assert.Contains("'29o.2250'", error.Message);
    }

    /// <summary>A ReadMe after the standard of the CDS, with two tables, one of them named by a wildcard.</summary>
    private const string ReadMe = """
        J/XX/1/1            A catalogue
        ================================================================================
        Byte-by-byte Description of file: stars.dat, more.dat
        --------------------------------------------------------------------------------
           Bytes Format Units   Label     Explanations
        --------------------------------------------------------------------------------
           1-  4 A4     ---     Name      Name
           6- 10 F5.2   mag     Vmag      ?=- V magnitude
        --------------------------------------------------------------------------------
        Note (1): none.
        --------------------------------------------------------------------------------
        Byte-by-byte Description of file: spec*.dat
        --------------------------------------------------------------------------------
           Bytes Format Units   Label     Explanations
        --------------------------------------------------------------------------------
           1-  7 F7.2   0.1nm   Lambda    [6000/7000] Wavelength
           9- 11 I3     ---     N         ?+ Number
        --------------------------------------------------------------------------------
        """;

    [Fact]
    public void A_CDS_table_is_read_by_a_ReadMe_of_its_own()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            File.WriteAllText(Path.Combine(folder, "ReadMe"), ReadMe);
            File.WriteAllText(Path.Combine(folder, "more.dat"), "AB   12.50\nCD   ---\n");
            File.WriteAllText(Path.Combine(folder, "spectrum.dat"), "6476.09  12\n6477.00\n");
            File.WriteAllText(Path.Combine(folder, "other.dat"), "1\n");
            var stars = Table.Read(Path.Combine(folder, "more.dat"), TableFormat.Cds);
            Assert.Equal(["AB", "CD"], stars.Strings("Name"));
            Assert.Equal([12.5, null], Enumerable.Range(0, 2).Select(stars["Vmag"].GetValue));
            Assert.Equal(("mag", "V magnitude"), (stars["Vmag"].Unit, stars["Vmag"].Description));
            var spectrum = Table.ReadCds(Path.Combine(folder, "spectrum.dat"), Path.Combine(folder, "ReadMe"));
            Assert.Equal([6476.09, 6477.0], spectrum.Doubles("Lambda"));
            Assert.Equal([12L, null], Enumerable.Range(0, 2).Select(spectrum["N"].GetValue));
            Assert.Equal("Number", spectrum["N"].Description);
            Assert.Contains("does not describe other.dat", Assert.Throws<TableException>(() => Table.Read(Path.Combine(folder, "other.dat"), TableFormat.Cds)).Message, StringComparison.Ordinal);
            File.Delete(Path.Combine(folder, "ReadMe"));
            Assert.Contains("ReadMe", Assert.Throws<TableException>(() => Table.Read(Path.Combine(folder, "more.dat"), TableFormat.Cds)).Advice, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }
}
