using HstNotebooks.Archives;
using HstNotebooks.Errors;

namespace HstNotebooks.Tests.Archives;

/// <summary>Mappings are read safely and choose what CRDS chooses.</summary>
public sealed class CrdsMappingTests
{
    // Chosen by CRDS's own client (its HEAD of 2026) for random headers over the recorded mappings; over 60000 such cases were compared once, these stand for them.
    [Theory]
    [InlineData("hst_wfc3_idctab", "DETECTOR=IR", "2012-01-01", "Found w3m18525i_idc.fits")]
    [InlineData("hst_wfc3_mdriztab", "DETECTOR=UVIS DRIZCORR=PERFORM", "2009-05-14", "Found ubi1853qi_mdz.fits")]
    [InlineData("hst_wfc3_mdriztab", "DETECTOR=UVIS DRIZCORR=PERFORM", "2009-05-13", "Found sau1931ai_mdz.fits")]
    [InlineData("hst_wfc3_mdriztab", "DETECTOR=IR DRIZCORR=PERFORM", "2010-02-03", "Found ubi1853pi_mdz.fits")]
    [InlineData("hst_wfc3_mdriztab", "DETECTOR=UVIS DRIZCORR=OMIT", "2009-05-14", "NotApplicable")]
    [InlineData("hst_wfpc2_idctab", "", "1993-12-15", "Found ta81040ku_idc.fits")]
    [InlineData("hst_wfpc2_idctab", "", "1994-01-01", "Found ta81040lu_idc.fits")]
    [InlineData("hst_wfpc2_idctab", "", "1991-01-01", "NotFound")]
    [InlineData("hst_wfpc2_offtab", "", "1999-03-01", "Found s9518396u_off.fits")]
    [InlineData("hst_wfpc2_wf4tfile", "ATODGAIN=7", "2003-01-01", "Found t8i1146bu.r7h")]
    [InlineData("hst_acs_idctab", "DETECTOR=WFC", "2005-06-07", "Found v8q14451j_idc.fits")]
    [InlineData("hst_acs_npolfile", "DETECTOR=HRC FILTER1=CLEAR1S FILTER2=F435W DRIZCORR=PERFORM", "2003-01-01", "Found v9718261j_npl.fits")]
    [InlineData("hst_acs_npolfile", "DETECTOR=HRC FILTER1=F892N FILTER2=CLEAR2S DRIZCORR=PERFORM", "2003-01-01", "NotApplicable")]
    [InlineData("hst_acs_d2imfile", "DETECTOR=HRC DRIZCORR=PERFORM", "2003-01-01", "NotApplicable")]
    [InlineData("hst_acs_darkfile", "DETECTOR=WFC CCDAMP=ABCD CCDGAIN=1.4", "2003-01-18", "NotApplicable")]
    [InlineData("hst_acs_darkfile_na_omit", "DETECTOR=SBC CCDAMP=A CCDGAIN=1", "1995-01-01", "NotApplicable")]
    [InlineData("hst_acs_darkfile_na_omit", "DETECTOR=SBC CCDAMP=A CCDGAIN=1", "2002-03-19", "Omitted")]
    [InlineData("hst_acs_darkfile_na_omit", "DETECTOR=SBC CCDAMP=A CCDGAIN=1", "2002-03-20", "Found n3o1022hj_drk.fits")]
    [InlineData("hst_acs_darkfile_na_omit", "DETECTOR=SBC CCDAMP=A CCDGAIN=1", "UNDEFINED", "NotFound")]
    public void The_reference_is_the_one_that_CRDS_chooses(string mapping, string header, string date, string expected)
    {
        var values = header.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        values["DATE-OBS"] = date;
        values["TIME-OBS"] = "12:00:00";
        var choice = Load(mapping + ".rmap").Choose(values);
        Assert.Equal(expected, $"{choice.Kind} {choice.File}".TrimEnd());
    }

    // The headers are real ones that CRDS keeps for its own tests; the answers are those of CRDS's own client.
    [Theory]
    [InlineData("bestrefs_dnr_fix.json", "hst_acs_darkfile.rmap", "Found u3f1848lj_drk.fits")]
    [InlineData("bestrefs_dnr_fix.json", "hst_acs_darkfile_comment.rmap", "NotApplicable")]
    [InlineData("bestrefs_dnr_fix.json", "hst_acs_drkcfile.rmap", "Found w2g14443j_dkc.fits")]
    [InlineData("bestrefs_dnr_fix.json", "hst_acs_idctab.rmap", "Found v8q1444sj_idc.fits")]
    [InlineData("bestrefs_dnr_fix.json", "hst_acs_oscntab.rmap", "Found lch1459bj_osc.fits")]
    [InlineData("bestrefs_dnr_fix.json", "hst_acs_mdriztab.rmap", "NotApplicable")]
    [InlineData("bestrefs_dnr_fix.json", "hst_acs_bpixtab.rmap", "Found t3n1116nj_bpx.fits")]
    [InlineData("bestrefs_new_error.json", "hst_acs_darkfile.rmap", "NotFound")]
    [InlineData("bestrefs_new_error.json", "hst_acs_drkcfile.rmap", "NotApplicable")]
    [InlineData("bestrefs_new_error.json", "hst_acs_dgeofile.rmap", "Found qbu16423j_dxy.fits")]
    [InlineData("bestrefs_new_error.json", "hst_acs_pctetab.rmap", "Found w591643nj_cte.fits")]
    public void A_recorded_header_gets_the_references_that_CRDS_gives_it(string file, string mapping, string expected)
    {
        using var document = System.Text.Json.JsonDocument.Parse(Text(file));
        var header = document.RootElement.EnumerateObject().Single().Value.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
        var choice = Load(mapping).Choose(header);
        Assert.Equal(expected, $"{choice.Kind} {choice.File}".TrimEnd());
    }

    [Fact]
    public void The_more_specific_rule_wins_and_equal_ones_are_merged()
    {
        const string text = """
            header = { 'mapping' : 'REFERENCE', 'instrument' : 'ACS', 'filekind' : 'FLATFILE', 'parkey' : (('A', 'B'), ('DATE-OBS', 'TIME-OBS')) }
            selector = Match({
                ('X', 'N/A') : UseAfter({ '2000-01-01 00:00:00' : 'general_old.fits', '2005-01-01 00:00:00' : 'general_new.fits' }),
                ('X', 'Y|Z') : UseAfter({ '2003-01-01 00:00:00' : 'special.fits' }),
                ('X', 'Y') : UseAfter({ '2003-01-01 00:00:00' : 'special2.fits', '2010-01-01 00:00:00' : 'late.fits' }),
                ('W*', '# >3000 and <=4200 #') : UseAfter({ '2000-01-01 00:00:00' : 'range.fits' }),
                ('NOT X', 'BETWEEN 1 3') : UseAfter({ '2000-01-01 00:00:00' : 'between.fits' }),
            })
            """;
        var mapping = CrdsMapping.Parse(text, "test.rmap");
        Assert.Equal("general_new.fits", Choose("X", "Q", "2006-01-01"));
        Assert.Equal("special2.fits", Choose("X", "Y", "2006-01-01"));
        Assert.Equal("special.fits", Choose("X", "Z", "2006-01-01"));
        Assert.Equal("late.fits", Choose("X", "Y", "2011-01-01"));
        // Where the specific rule has no file yet the general one is used.
        Assert.Equal("general_old.fits", Choose("X", "Y", "2001-01-01"));
        Assert.Equal("range.fits", Choose("WIDE", "4200.0", "2006-01-01"));
        Assert.Null(Choose("WIDE", "3000", "2006-01-01"));
        Assert.Equal("between.fits", Choose("V", "2.5", "2006-01-01"));
        Assert.Null(Choose("V", "3", "2006-01-01"));
        Assert.Equal(7, mapping.ReferenceNames.Count);

        string? Choose(string a, string b, string date) => mapping.Choose(new Dictionary<string, string> { ["A"] = a, ["B"] = b, ["DATE-OBS"] = date, ["TIME-OBS"] = "00:00:00" }).File;
    }

    [Theory]
    [InlineData("2009-08-08 15:23:08.070000", 2009, 8, 8)]
    [InlineData("31/12/94 01:02:03", 1994, 12, 31)]
    [InlineData("25/12/2014", 2014, 12, 25)]
    [InlineData("Mar 21 2001 12:00:00 am", 2001, 3, 21)]
    public void Dates_are_read_in_all_forms_that_headers_use(string text, int year, int month, int day) => Assert.Equal(new DateTime(year, month, day), CrdsDate.Parse(text)!.Value.Date);

    [Fact]
    public void A_mapping_states_its_own_checksum()
    {
        string text = Text("hst_wfc3_idctab.rmap");
        Assert.True(CrdsMapping.HasRightChecksum(text));
        Assert.False(CrdsMapping.HasRightChecksum(text.Replace("2009-05-11", "2009-05-12", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("(DETECTOR == \"WFC\") and (DRIZCORR != \"OMIT\")", true)]
    [InlineData("((DETECTOR != \"SBC\" and FLASHCUR != \"OFF\") and (FLSHCORR != \"OMIT\"))", null)]
    [InlineData("not (DETECTOR == 'WFC')", false)]
    [InlineData("DETECTOR in ['HRC', 'WFC'] or UNKNOWN == 'x'", true)]
    [InlineData("DETECTOR not in ('HRC', 'WFC')", false)]
    [InlineData("ALWAYS", true)]
    public void Conditions_are_evaluated(string condition, bool? expected) =>
        Assert.Equal(expected, CrdsCondition.Holds(condition, new Dictionary<string, string> { ["DETECTOR"] = "WFC", ["DRIZCORR"] = "PERFORM" }));

    [Theory]
    [InlineData("__import__('os').system('true')")]
    [InlineData("DETECTOR x= \"SBC\"")]
    [InlineData("(DETECTOR == 'A'")]
    [InlineData("DETECTOR == 'A' extra")]
    public void Anything_else_in_a_condition_is_refused(string condition) =>
        Assert.Throws<ArchiveException>(() => CrdsCondition.Holds(condition, new Dictionary<string, string> { ["DETECTOR"] = "A" }));

    [Theory]
    [InlineData("header = {\n'a' : 1,\n'b' : open('/etc/passwd').read()\n}\nselector = {}", 3)]
    [InlineData("import os\nheader = {}", 1)]
    [InlineData("header = {'a' : 'no end\n}", 1)]
    [InlineData("header = {'a' : [1, 2}", 1)]
    [InlineData("header = {'a' : b}", 1)]
    [InlineData("header = {'a' : 1}\nselector = Match({", 2)]
    [InlineData("header = {'a' : ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))}", 1)]
    public void A_malformed_mapping_is_refused_with_its_line(string text, int line)
    {
        var fault = Assert.Throws<ArchiveException>(() => CrdsMapping.Parse(text, "bad.rmap"));
        Assert.Equal(line, fault.Row);
        Assert.Equal("bad.rmap", fault.File);
    }

    [Fact]
    public void Every_recorded_mapping_is_read_or_refused_for_a_reason()
    {
        var refused = new List<string>();
        foreach (string file in Directory.GetFiles(SharedData.Path("data", "services", "crds"), "*map"))
        {
            try { CrdsMapping.Parse(File.ReadAllText(file), Path.GetFileName(file)); }
            catch (ArchiveException e) { refused.Add($"{Path.GetFileName(file)}: {e.Message}"); }
        }
        Assert.Equal(["hst_acs_darkfile_invalid1.rmap: the CRDS mapping hst_acs_darkfile_invalid1.rmap has '2002-03- 00:34:31' where a date is expected"], refused);
    }

    private static string Text(string name) => File.ReadAllText(SharedData.Path("data", "services", "crds", name));

    private static CrdsMapping Load(string name) => CrdsMapping.Parse(Text(name), name);
}
