using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Wcs;

public class WcsArchiveTests
{
    [Fact]
    public void The_WCSs_of_a_header_are_listed_with_their_keys()
    {
        var header = WcsCorrectionTests.Header("golden/small/tweakreg/gaia_rscale/after/isim01abq_flc_sci1.hdr.txt");
        Assert.Equal([new WcsEntry(' ', "Gaia"), new WcsEntry('A', "IDC_2731450pi"), new WcsEntry('O', "OPUS")], WcsArchive.List(header));
        Assert.Equal('A', WcsArchive.FindKey(header, "idc_2731450PI"));
        Assert.Null(WcsArchive.FindKey(header, "none"));
    }

    [Fact]
    public void The_primary_WCS_is_archived_as_recorded()
    {
        var header = WcsCorrectionTests.Header("golden/small/before/isim01abq_flc_sci1.hdr.txt");
        var expected = WcsCorrectionTests.Header("golden/small/tweakreg/gaia_rscale/after/isim01abq_flc_sci1.hdr.txt");

        Assert.Equal('A', WcsArchive.Archive([header]));

        foreach (var card in expected.Cards.Where(card => card.Keyword.EndsWith('A') && card.Keyword is not ("BIAXIS1A" or "CRDSCTXA")))
        {
            if (!card.Keyword.StartsWith('C') && !card.Keyword.StartsWith("WCS", StringComparison.Ordinal) && card.Keyword != "RADESYSA") continue;
            object? value = header[card.Keyword];
            if (card.Value is double number) Assert.Equal(number, Assert.IsType<double>(value), Math.Abs(number) * 1e-13); // recorded with 14 digits
            else Assert.Equal(card.Value is string text ? text.Trim() : card.Value, value is string own ? own.Trim() : value);
        }
    }

    [Fact]
    public void Archiving_the_same_WCS_again_uses_its_key_again()
    {
        var header = WcsCorrectionTests.Header("golden/small/before/isim01abq_flc_sci1.hdr.txt");
        Assert.Equal('A', WcsArchive.Archive([header]));
        int cards = header.Cards.Count;
        Assert.Equal('A', WcsArchive.Archive([header]));
        Assert.Equal(cards, header.Cards.Count);
    }

    [Fact]
    public void Another_WCS_of_the_same_name_is_archived_under_a_counted_name()
    {
        var header = WcsCorrectionTests.Header("golden/small/before/isim01abq_flc_sci1.hdr.txt");
        WcsArchive.Archive([header]);
        header["CRVAL1"] = header.GetDouble("CRVAL1") + 1e-5;
        Assert.Equal('B', WcsArchive.Archive([header]));
        Assert.Equal("IDC_2731450pi-1", WcsArchive.NameOf(header, 'B'));
    }

    [Fact]
    public void A_key_is_free_only_where_every_chip_has_it_free()
    {
        var first = WcsCorrectionTests.Header("golden/small/before/isim01abq_flc_sci1.hdr.txt");
        var second = WcsCorrectionTests.Header("golden/small/before/isim01abq_flc_sci2.hdr.txt");
        second.Set("WCSNAMEA", "OTHER");
        Assert.Equal('B', WcsArchive.NextKey([first, second]));
    }

    [Fact]
    public void A_restored_WCS_is_the_archived_one()
    {
        var header = WcsCorrectionTests.Header("golden/small/before/isim01abq_flc_sci1.hdr.txt");
        var original = LinearWcs.FromHeader(header);
        WcsArchive.Archive([header]);
        WcsHeader.Write(header, original with { CrVal1 = 100, Cd11 = 1e-5 }, "OTHER");
        Assert.Equal("user-defined", header.GetString("WCSTYPE"));

        WcsArchive.Restore([header], 'A');

        Assert.Equal(original, LinearWcs.FromHeader(header));
        Assert.Equal("IDC_2731450pi", header.GetString("WCSNAME"));
        Assert.Equal("undistorted not aligned", header.GetString("WCSTYPE"));
        Assert.Equal(original.Orientation, header.GetDouble("ORIENTAT"), 1e-12);
    }

    [Fact]
    public void Deleting_removes_every_card_of_the_key_and_O_is_protected()
    {
        var header = WcsCorrectionTests.Header("golden/small/before/isim01abq_flc_sci1.hdr.txt");
        string[] before = [.. header.Cards.Select(card => card.Keyword)];
        WcsArchive.Archive([header]);
        WcsArchive.Delete([header], 'A');
        Assert.Equal(before, header.Cards.Select(card => card.Keyword));
        Assert.Throws<WcsException>(() => WcsArchive.Delete([header], 'O'));
        Assert.Throws<WcsException>(() => WcsArchive.Delete([header], 'Q'));
    }

    [Fact]
    public void A_full_archive_is_an_error()
    {
        var header = WcsCorrectionTests.Header("golden/small/before/isim01abq_flc_sci1.hdr.txt");
        for (char key = 'A'; key <= 'Z'; key++) header.Set("WCSNAME" + key, "name " + key);
        Assert.Throws<WcsException>(() => WcsArchive.NextKey([header]));
    }

    [Theory]
    [InlineData("TWEAK", "", "TWEAK")]
    [InlineData("TWEAK", "tweak", "TWEAK-1")]
    [InlineData("TWEAK", "TWEAK,TWEAK-1,TWEAK-7", "TWEAK-8")]
    [InlineData("TWEAK", "TWEAK,TWEAK_3", "TWEAK_4")]
    [InlineData("TWEAK_2", "TWEAK_2,TWEAK_5", "TWEAK_6")]
    [InlineData("IDC_2731450pi", "IDC_2731450pi", "IDC_2731450pi-1")]
    public void A_used_name_gets_the_next_number(string name, string used, string expected) =>
        Assert.Equal(expected, WcsNames.Unused(name, used.Split(',')));

    [Theory]
    [InlineData("", "not aligned")]
    [InlineData("TWEAK", "user-defined")]
    [InlineData("OPUS", "pipeline default not aligned")]
    [InlineData("IDC_2731450pi", "undistorted not aligned")]
    [InlineData("IDC_2731450pi-GSC240", "undistorted a priori solution based on GSC240")]
    [InlineData("IDC_2731450pi-FIT_REL_GAIADR2", "undistorted a posteriori solution relatively aligned to GAIADR2")]
    [InlineData("IDC_2731450pi-FIT_IMG_GAIAeDR3", "undistorted a posteriori solution aligned image-by-image to GAIAEDR3")]
    [InlineData("IDC_2731450pi-FIT_SVM_GAIADR2", "undistorted a posteriori solution aligned by visit to GAIADR2")]
    public void The_type_of_a_WCS_follows_from_its_name(string name, string type) => Assert.Equal(type, WcsNames.TypeOf(name));
}
