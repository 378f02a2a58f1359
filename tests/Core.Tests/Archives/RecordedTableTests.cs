using HstNotebooks.Archives;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Archives;

/// <summary>
/// Every recorded table of the services becomes the rows, columns and types that astropy 5.2 and astroquery 0.4.6 make of it. All values, types, units
/// and missing values were compared once; the numbers here are what that comparison gave, so that a change shows.
/// </summary>
public sealed class RecordedTableTests
{
    private static byte[] Recorded(string path) => File.ReadAllBytes(SharedData.Path(["data", "services", .. path.Split('/')]));

    [Theory]
    [InlineData("caom", 19, 27, "s_ra", 439.2269903815004, 19)]
    [InlineData("advSearch", 3, 26, "t_exptime", 4.1, 3)]
    [InlineData("advSearchPos", 12, 28, "distance", 1210.7237896534193, 12)]
    [InlineData("products", 22, 15, "size", 79997760.0, 22)]
    [InlineData("hsc", 28, 45, "CI", 33.46354167678462, 28)]
    [InlineData("matchid", 9, 37, "MagAper2", 142.17019939422607, 9)]
    [InlineData("dd", 7, 64, "A_Vmag", 83.084, 6)]
    [InlineData("tic", 7, 89, "Tmag", 112.98000000000002, 7)]
    [InlineData("spectra", 26, 16, "RA", 2905.142446900608, 26)]
    [InlineData("panstarrs", 35, 6, "iMeanApMag", 527.8965015411377, 27)]
    [InlineData("mission_results", 3, 19, "sci_dec", -0.09866611111111223, 3)]
    [InlineData("mission_products", 5, 13, "size", 86400, 5)]
    public void Tables_of_MAST(string name, int rows, int columns, string column, double sum, int count)
    {
        var table = MastTable.Parse(Recorded($"mast/{name}.json"));
        var values = table.Doubles(column).Where(double.IsFinite).ToArray();
        Assert.Equal((rows, columns, count), (table.RowCount, table.Columns.Count, values.Length));
        Assert.Equal(sum, values.Sum(), 1e-12 * values.Sum(Math.Abs));
    }

    [Fact]
    public void Identifiers_of_17_digits_keep_the_last_one() =>
        Assert.Equal(68960059717834079, ((TableColumn<long>)MastTable.Parse(Recorded("mast/panstarrs.json"))["objID"]).Values[0]);

    [Theory]
    [InlineData("gaia/job_1.vot", 3, 4)]
    [InlineData("gaia/job_2.vot.gz", 3, 4)]
    [InlineData("gaia/1710099405832VAL-result.vot", 2, 152)]
    [InlineData("gaia/cone_search.json", 50, 153)]
    [InlineData("gaia/cone_search_async.json", 50, 153)]
    [InlineData("gaia/launch_job.json", 1, 4)]
    [InlineData("tap/data/job_1.vot", 3, 4)]
    [InlineData("tap/data/test_upload_file/1744351221317O-result.vot", 2, 4)]
    [InlineData("tap/data/test_upload_file/1744351221317O-result_plain.vot", 2, 4)]
    [InlineData("tap/data/test_upload_file/1744351221317O-result.json", 2, 4)]
    [InlineData("tap/xmlparser/1714556098855O-result.vot", 1, 152)]
    [InlineData("tap/xmlparser/test.json", 1, 152)]
    [InlineData("tap/xmlparser/test_job_results.xml", 5, 57)]
    public void Answers_of_TAP_services(string path, int rows, int columns)
    {
        var table = GaiaTable.Parse(Recorded(path));
        Assert.Equal((rows, columns), (table.RowCount, table.Columns.Count));
    }

    [Theory]
    [InlineData("gaia/1712337806100O-result.ecsv", 5, 153)]
    [InlineData("tap/xmlparser/1714556098855O-result.ecsv", 1, 152)]
    [InlineData("tap/xmlparser/1714556098855O-result.csv", 1, 152)]
    [InlineData("tap/xmlparser/1714556098855O-result.fits", 1, 152)]
    [InlineData("tap/data/test_upload_file/1744351221317O-result.ecsv", 2, 3)]
    [InlineData("tap/data/test_upload_file/1744351221317O-result.csv", 2, 3)]
    [InlineData("tap/data/test_upload_file/1744351221317O-result.fits", 2, 3)]
    public void Files_that_TAP_services_offer(string path, int rows, int columns)
    {
        var table = Table.Read(SharedData.Path(["data", "services", .. path.Split('/')]));
        Assert.Equal((rows, columns), (table.RowCount, table.Columns.Count));
    }

    [Fact]
    public void The_same_sources_come_in_every_format()
    {
        var fromVoTable = GaiaTable.Parse(Recorded("tap/xmlparser/1714556098855O-result.vot"));
        var fromJson = GaiaTable.Parse(Recorded("tap/xmlparser/test.json"));
        foreach (string name in new[] { "source_id", "ra", "dec", "parallax", "phot_g_mean_mag", "pmra", "ref_epoch" })
        {
            Assert.Equal(fromVoTable.Strings(name), fromJson.Strings(name));
            Assert.Equal(fromVoTable[name].Unit, fromJson[name].Unit);
            Assert.Equal(fromVoTable[name].ValueType, fromJson[name].ValueType);
        }
    }

    [Theory]
    [InlineData("tap/data/test_tables.xml", 5, 2)]
    [InlineData("tap/xmlparser/test_tables_gaia.xml", 181, 3)]
    public void Lists_of_tables(string path, int columns, int tables)
    {
        var table = TapTables.Parse(Recorded(path));
        Assert.Equal((columns, tables), (table.RowCount, table.Strings("table").Distinct().Count()));
    }
}
