using System.Globalization;
using HstNotebooks.Drizzling;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>Headers and HDRTAB of the products against those of DrizzlePac (golden/small/astrodrizzle/default).</summary>
[Collection(WorkingFolder.Name)]
public class ProductHeaderTests(ITestOutputHelper output)
{
    /// <summary>Dates, names of software, structure of the file, and what only the reference's own tools write.</summary>
    private static readonly HashSet<string> OurOwn =
    [
        "DATE", "PROD_VER", "BLENDVER", "RULEFILE", "SIMPLE", "XTENSION", "EXTEND", "BITPIX", "NAXIS", "NAXIS1", "NAXIS2", "PCOUNT", "GCOUNT", "COMMENT", "HISTORY", "",
        "UPWCSVER", "PYWCSVER", "CUNIT1", "CUNIT2",
        // Left over there from the alternate WCS that was removed; INHERIT says nothing in a file without extensions, NEXTEND 1 is wrong for it;
        // DATE-OBS is dropped from the science file alone.
        "WCSTYPEO", "INHERIT", "NEXTEND", "DATE-OBS",
    ];

    [Fact]
    public void WCSAXES_stands_before_the_other_keywords_of_the_WCS()
    {
        var header = new FitsHeader();
        foreach (string keyword in (string[])["CUNIT1", "CUNIT2", "RADESYS", "PHOTFLAM"]) header.Set(keyword, keyword == "PHOTFLAM" ? 1e-18 : "deg");
        var chip = ImageWcs.FromLinear(new LinearWcs(50, 50, 150, 20, -1e-5, 0, 0, 1e-5), 100, 100);
        FrameHeader.SetWcs(header, OutputFrame.FromChips([chip]));
        string[] keywords = [.. header.Cards.Select(card => card.Keyword)];
        Assert.Equal(["PHOTFLAM", "WCSAXES", "CRPIX1"], keywords.Take(3));
        Assert.Equal(keywords.Distinct().Count(), keywords.Length);
        Assert.Equal("deg", header.GetString("CUNIT1"));
    }

    [Fact]
    public void The_header_table_has_the_columns_types_and_values_of_the_reference()
    {
        using var run = GoldenCase.RunWithRecordedSky("default", ("build", "true"));
        using var file = FitsFile.Open(Path.Combine(run.Folder, "sim_drc.fits"));
        var hdu = (TableHdu)file["HDRTAB"];
        var table = hdu.ReadTable();
        string[][] golden = [.. File.ReadLines(SharedData.Path("golden", "small", "astrodrizzle", "default", "build_hdrtab.csv")).Select(SplitCsv)];
        Assert.Equal(golden[0], table.Columns.Select(c => c.Name).ToArray());
        Assert.Equal(golden.Length - 2, table.RowCount);
        var differences = new List<string>();
        for (int c = 0; c < golden[0].Length; c++)
        {
            string name = golden[0][c], form = golden[1][c];
            string ours = hdu.Header.GetString($"TFORM{c + 1}").Trim();
            // Columns of text with missing values are 32 wide there; ours are as wide as their longest text.
            if (form != "32A" && form.TrimStart('1') != ours.TrimStart('1')) differences.Add($"{name}: type {ours}, golden {form}");
            for (int r = 2; r < golden.Length; r++)
            {
                string expected = golden[r][c];
                object? value = table[name].GetValue(r - 2);
                bool same = value is double d
                    ? double.TryParse(expected, NumberStyles.Float, CultureInfo.InvariantCulture, out double e) && (d.Equals(e) || Math.Abs(d - e) <= 1e-12 * Math.Abs(e)) || (double.IsNaN(d) && expected == "nan")
                    : Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim() == expected.Trim();
                if (!same && differences.Count < 40) differences.Add($"{name} row {r - 1}: {value}, golden {expected}");
            }
        }
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    [Theory]
    [InlineData(true, "sim_drc.fits", 0, "build_primary")]
    [InlineData(true, "sim_drc.fits", 1, "build_sci")]
    [InlineData(true, "sim_drc.fits", 2, "build_wht")]
    [InlineData(true, "sim_drc.fits", 3, "build_ctx")]
    [InlineData(false, "sim_drc_sci.fits", 0, "sci_file_primary")]
    [InlineData(false, "sim_drc_wht.fits", 0, "wht_file_primary")]
    [InlineData(false, "sim_drc_ctx.fits", 0, "ctx_file_primary")]
    public void The_keywords_of_the_products_are_those_of_the_reference(bool build, string product, int index, string golden)
    {
        using var run = GoldenCase.RunWithRecordedSky("default", ("build", build ? "true" : "false"));
        using var file = FitsFile.Open(Path.Combine(run.Folder, product));
        var ours = file[index].Header;
        var expected = FitsHeader.ParseText(File.ReadAllText(SharedData.Path("golden", "small", "astrodrizzle", "default", golden + ".hdr.txt")));
        var differences = new List<string>();
        foreach (var card in expected.Cards)
        {
            if (OurOwn.Contains(card.Keyword) || card.Keyword.EndsWith("VER", StringComparison.Ordinal)) continue;
            if (!ours.Contains(card.Keyword)) differences.Add($"{card.Keyword} is missing, golden {card.Value}");
            else if (!Same(ours[card.Keyword], card.Value)) differences.Add($"{card.Keyword} = {ours[card.Keyword]}, golden {card.Value}");
        }
        foreach (var card in ours.Cards)
            if (!OurOwn.Contains(card.Keyword) && !expected.Contains(card.Keyword)) differences.Add($"{card.Keyword} = {card.Value} is not in golden");
        foreach (string d in differences) output.WriteLine(d);
        Assert.True(differences.Count == 0, $"{differences.Count} keywords differ:\n" + string.Join("\n", differences));
    }

    private static bool Same(object? ours, object? golden) => (ours, golden) switch
    {
        (string a, string b) => a.Trim() == b.Trim(),
        (double or long, double or long) => Math.Abs(Convert.ToDouble(ours, CultureInfo.InvariantCulture) - Convert.ToDouble(golden, CultureInfo.InvariantCulture))
            <= 1e-9 * Math.Max(1e-12, Math.Abs(Convert.ToDouble(golden, CultureInfo.InvariantCulture))),
        _ => Equals(ours, golden),
    };

    private static string[] SplitCsv(string line)
    {
        var fields = new List<string>();
        var field = new System.Text.StringBuilder();
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(c);
        }
        fields.Add(field.ToString());
        return [.. fields];
    }
}
