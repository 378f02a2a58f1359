using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Wcs;

/// <summary>What an alignment leaves in the file, against golden/small/tweakreg/gaia_rscale/after.</summary>
public sealed class AlignmentUpdateTests : IDisposable
{
    private readonly string _folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void The_headers_after_an_alignment_are_the_recorded_ones()
    {
        string path = Copy("isim01abq");
        FitsFile.Update(path, file => AlignmentUpdate.Apply(file, Solution()));

        using var after = FitsFile.Open(path);
        Assert.Equal(7, after.PrimaryHeader.GetInt("NEXTEND"));
        for (int chip = 1; chip <= 2; chip++)
        {
            var expected = WcsCorrectionTests.Header($"golden/small/tweakreg/gaia_rscale/after/isim01abq_flc_sci{chip}.hdr.txt");
            var header = after["SCI", chip].Header;
            var report = new List<string>();
            foreach (var card in expected.Cards.Where(card => card.Keyword.Length > 0))
            {
                if (card.Keyword is "RMS_RA" or "RMS_DEC" or "CRDER1" or "CRDER2" or "NMATCH") continue; // given by the caller
                if (!header.Contains(card.Keyword)) report.Add($"{card.Keyword} is missing");
                else if (card.Value is double number && header.FindDouble(card.Keyword) is { } own)
                {
                    double tolerance = card.Keyword.StartsWith("CRVAL", StringComparison.Ordinal) ? 1e-9 : Math.Abs(number) * 1e-8 + 1e-30;
                    if (card.Keyword == "ORIENTAT") tolerance = 1e-6;
                    if (!(Math.Abs(number - own) <= tolerance)) report.Add($"{card.Keyword}: {own:R} instead of {number:R}");
                }
                else if (!Equals(card.Value is string s ? s.Trim() : card.Value, header[card.Keyword] is string t ? t.Trim() : header[card.Keyword]))
                    report.Add($"{card.Keyword}: {header[card.Keyword]} instead of {card.Value}");
            }
            Assert.Equal("", string.Join("\n", report));
            var order = header.Cards.Select(card => card.Keyword).ToList();
            int type = order.IndexOf("WCSTYPE");
            Assert.Equal(["FITNAME", "NMATCH", "RMS_DEC", "RMS_RA"], order.Skip(type + 1).Take(4));
        }
    }

    [Fact]
    public void The_WCSCORR_table_holds_the_recorded_rows_and_those_of_the_new_WCS()
    {
        string path = Copy("isim01abq");
        FitsFile.Update(path, file => AlignmentUpdate.Apply(file, Solution()));

        using var after = FitsFile.Open(path);
        var hdu = Assert.IsType<TableHdu>(after["WCSCORR"]);
        var table = hdu.ReadTable();
        var lines = File.ReadAllLines(SharedData.Path("golden/small/tweakreg/gaia_rscale/after/isim01abq_flc_wcscorr.csv"));
        Assert.Equal(lines[0].Split(','), table.Columns.Select(column => column.Name));
        string[] formats = [.. Enumerable.Range(1, 24).Select(i => hdu.Header.GetString($"TFORM{i}").Trim())];
        Assert.Equal(lines[1].Split(','), formats.Select(form => form.StartsWith('1') && form.Length == 2 ? form[1..] : form));
        Assert.Equal(lines.Length - 2, table.RowCount);
        Assert.Equal(6, hdu.Header.GetInt("TROWS"));
        for (int row = 0; row < 4; row++)
        {
            var expected = lines[row + 2].Split(',');
            for (int column = 0; column < 24; column++)
            {
                object? value = table.Columns[column].GetValue(row);
                if (value is double number) Assert.Equal(double.Parse(expected[column], System.Globalization.CultureInfo.InvariantCulture), number, 1e-11); // recorded with 14 digits
                else Assert.Equal(expected[column], Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!.Trim());
            }
        }
        Assert.Equal(["Gaia", "Gaia"], table.Strings("WCS_ID").Skip(4).Take(2).Select(text => text.Trim()));
    }

    [Fact]
    public void Pixels_and_other_extensions_stay_as_they_were()
    {
        string path = Copy("isim01abq");
        FitsFile.Update(path, file => AlignmentUpdate.Apply(file, Solution()));
        using var before = FitsFile.Open(SharedData.Path("golden/small/isim01abq_flc.fits.gz"));
        using var after = FitsFile.Open(path);
        for (int i = 1; i <= 6; i++)
        {
            if (before[i].Name == "DQ") Assert.Equal(before.Image("DQ", before[i].Version).Read<short>().Pixels, after.Image("DQ", after[i].Version).Read<short>().Pixels);
            else Assert.Equal(before.Image(before[i].Name, before[i].Version).Read<float>().Pixels, after.Image(after[i].Name, after[i].Version).Read<float>().Pixels);
        }
    }

    [Fact]
    public void A_name_that_the_primary_WCS_has_already_is_refused_and_nothing_changes()
    {
        string path = Copy("isim01abq");
        byte[] bytes = File.ReadAllBytes(path);
        var error = Assert.Throws<WcsException>(() => FitsFile.Update(path, file => AlignmentUpdate.Apply(file, Solution() with { WcsName = "idc_2731450pi" })));
        Assert.Equal("wcsname", error.Parameter);
        Assert.Equal(bytes, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_name_that_may_be_reused_replaces_the_WCS_without_archiving_it()
    {
        string path = Copy("isim01abq");
        FitsFile.Update(path, file => AlignmentUpdate.Apply(file, Solution()));
        FitsFile.Update(path, file => AlignmentUpdate.Apply(file, Solution() with { ReuseName = true, Fit = PlaneFit.Identity with { ShiftX = 3 } }));
        using var after = FitsFile.Open(path);
        Assert.Equal([' ', 'A', 'O'], WcsArchive.List(after["SCI", 1].Header).Select(entry => entry.Key));
    }

    [Fact]
    public void The_reference_image_keeps_its_WCS_under_the_new_name()
    {
        string path = Copy("isim01abq");
        LinearWcs before;
        using (var file = FitsFile.Open(path)) before = LinearWcs.FromHeader(file["SCI", 1].Header);
        FitsFile.Update(path, file => AlignmentUpdate.MarkReference(file, ""));
        using var after = FitsFile.Open(path);
        var header = after["SCI", 1].Header;
        Assert.Equal(before, LinearWcs.FromHeader(header));
        Assert.Equal("TWEAK", header.GetString("WCSNAME"));
        Assert.Equal("not aligned: reference", header.GetString("WCSTYPE"));
        Assert.Equal("IDC_2731450pi", header.GetString("WCSNAMEA"));
        Assert.False(header.Contains("FITNAME"));
    }

    [Fact]
    public void A_reference_frame_survives_its_file()
    {
        var frame = new SkyFrame(new LinearWcs(349.5, 570.5, 137.85906565416, -64.904999288088, 5.5136723478875E-06, -9.5247926822591E-06, -9.5247926822591E-06, -5.5136723478875E-06), 699, 1141, "IDC_2731450pi");
        string path = Path.Combine(_folder, "shifts_wcs.fits");
        SkyFrameFile.Write(frame, path);
        Assert.Equal(frame, SkyFrameFile.Read(path));
        using var file = FitsFile.Open(path);
        Assert.Equal(2, file.Hdus.Count);
        Assert.Equal(-120.0655131944451, file["WCS"].Header.GetDouble("ORIENTAT"), 1e-9);
    }

    private string Copy(string root)
    {
        string path = Path.Combine(_folder, root + "_flc.fits");
        using var source = FitsFile.Open(SharedData.Path($"golden/small/{root}_flc.fits.gz"));
        source.Save(path);
        return path;
    }

    private static AlignmentSolution Solution() => new("Gaia",
        ImageWcs.FromHeader(WcsCorrectionTests.Header("golden/small/tweakreg/gaia_rscale/shifts_wcs_wcs.hdr.txt")).Linear,
        WcsCorrectionTests.RecordedFit("gaia_rscale", "isim01abq"), 128, 3.75943443486903E-07, 4.44073506855602E-07);
}
