using HstNotebooks.Archives;

namespace HstNotebooks.Tests.Archives;

/// <summary>
/// The calculations that mappings want of a header. The answers are those of CRDS's own client (its HEAD of 2026); 70 000 random headers over the recorded
/// mappings of such types, and over the second and third generation made of them, were compared once without a difference, these stand for them.
/// </summary>
public sealed class CrdsHookTests
{
    // No hooks are named in the recorded mappings of 2013; the first generation belongs to them.
    [Theory]
    [InlineData("hst_acs_biasfile", "DETECTOR=WFC CCDAMP=D CCDGAIN=8.0 APERTURE=UNDEFINED NUMCOLS=4144.0 NUMROWS=4136.0 LTV1=24.0 LTV2=0.0 XCORNER=0.0 YCORNER=0.0 CCDCHIP=2 BIASCORR=PERFORM DATE-OBS=2003-11-06 TIME-OBS=15:11:06", "m991610kj_bia.fits")]
    [InlineData("hst_acs_biasfile", "DETECTOR=WFC CCDAMP=A CCDGAIN=1.0 APERTURE=F555W NUMCOLS=4144.0 NUMROWS=4136.0 LTV1=24.0 LTV2=1.0 XCORNER=0.0 YCORNER=0.0 CCDCHIP=1 BIASCORR=PERFORM DATE-OBS=2005-09-25 TIME-OBS=06:50:20", "pb21828hj_bia.fits")]
    [InlineData("hst_acs_biasfile", "DETECTOR=WFC CCDAMP=C CCDGAIN=8.0 APERTURE=WFC2-SMFL NUMCOLS=4144.0 NUMROWS=4136.0 LTV1=24.0 LTV2=0.0 XCORNER=0.0 YCORNER=0.0 CCDCHIP=1 BIASCORR=COMPLETE DATE-OBS=2002-03-29 TIME-OBS=10:00:00", "m991610nj_bia.fits")]
    [InlineData("hst_acs_biasfile", "DETECTOR=HRC CCDAMP=B CCDGAIN=2.0 APERTURE=HRC NUMCOLS=4144.0 NUMROWS=4136.0 LTV1=1.0 LTV2=-824.0 XCORNER=0.0 YCORNER=0.0 CCDCHIP=1 BIASCORR=COMPLETE DATE-OBS=1991-03-01 TIME-OBS=00:00:00", null)]
    [InlineData("hst_wfc3_biasfile", "DETECTOR=UVIS CCDAMP=C CCDGAIN=2.0 BINAXIS1=1.0 BINAXIS2=1.0 APERTURE=UVIS1-2K4-SUB CHINJECT=LINE10 SUBARRAY=T BIASCORR=PERFORM DATE-OBS=2010-07-12 TIME-OBS=00:00:00", "t3k1347oi_bia.fits")]
    [InlineData("hst_wfc3_biasfile", "DETECTOR=UVIS CCDAMP=B CCDGAIN=1.5 BINAXIS1=1.0 BINAXIS2=1.0 APERTURE=UVIS CHINJECT=LINE17 SUBARRAY=T BIASCORR=PERFORM DATE-OBS=2011-04-01 TIME-OBS=00:00:00", "w1r15485i_bia.fits")]
    [InlineData("hst_wfpc2_flatfile", "MODE=FULL FILTER1=9.0 FILTER2=28.0 IMAGETYP=EXT FILTNAM1=F1 FILTNAM2=F2 LRFWAVE=0.0 DATE-OBS=1993-12-01 TIME-OBS=00:00:00", "t9p1006gu.r4h")]
    [InlineData("hst_wfpc2_flatfile", "MODE=FULL FILTER1=28.0 FILTER2=9.0 IMAGETYP=EXT FILTNAM1=F2 FILTNAM2=F1 LRFWAVE=0.0 DATE-OBS=1993-12-01 TIME-OBS=00:00:00", "t9p1006gu.r4h")]
    public void The_first_generation_is_that_of_the_instrument_and_type(string mapping, string header, string? expected) =>
        Assert.Equal(expected, CrdsMapping.Parse(File.ReadAllText(SharedData.Path("data", "services", "crds", mapping + ".rmap")), mapping).Choose(Header(header)).File);

    [Theory]
    [InlineData("DETECTOR=WFC CCDAMP=A CCDGAIN=2 APERTURE=WFC NAXIS1=4144 NAXIS2=4136 LTV1=24 LTV2=0 XCORNER=0 YCORNER=0 CCDCHIP=1 DATE-OBS=2005-01-01", "pair_bia.fits", null)]
    [InlineData("DETECTOR=WFC CCDAMP=A CCDGAIN=2 APERTURE=WFC NAXIS1=4144 NAXIS2=4136 LTV1=24 LTV2=0 XCORNER=0 YCORNER=0 CCDCHIP=1 DATE-OBS=2001-01-01", "pair_bia.fits", "pair_bia.fits")]
    [InlineData("DETECTOR=WFC CCDAMP=A CCDGAIN=2 APERTURE=WFC1-512 NAXIS1=512 NAXIS2=512 LTV1=0 LTV2=0 XCORNER=1 YCORNER=1 CCDCHIP=1 DATE-OBS=2005-01-01", "sub_bia.fits", "sub_bia.fits")]
    [InlineData("DETECTOR=WFC CCDAMP=ABCD CCDGAIN=2 APERTURE=WFC NAXIS1=4144 NAXIS2=4136 LTV1=24 LTV2=0 XCORNER=0 YCORNER=0 CCDCHIP=1 DATE-OBS=2012-01-01", "full_bia.fits", "full_bia.fits")]
    [InlineData("DETECTOR=WFC CCDAMP=ABCD CCDGAIN=2 APERTURE=WFC NAXIS1=2000 NAXIS2=1000 LTV1=-3 LTV2=7 XCORNER=5 YCORNER=5 CCDCHIP=1 DATE-OBS=2012-01-01", "full_bia.fits", "full_bia.fits")]
    [InlineData("DETECTOR=HRC CCDAMP=C CCDGAIN=2 APERTURE=HRC NAXIS1=100 NAXIS2=100 LTV1=3 LTV2=3 XCORNER=5 YCORNER=5 CCDCHIP=1 DATE-OBS=2005-01-01", "hrc_c_bia.fits", "hrc_c_bia.fits")]
    [InlineData("DETECTOR=HRC CCDAMP=A CCDGAIN=2 APERTURE=HRC NAXIS1=100 NAXIS2=100 LTV1=3 LTV2=3 XCORNER=5 YCORNER=5 CCDCHIP=1 DATE-OBS=2005-01-01", "hrc_a_bia.fits", "hrc_a_bia.fits")]
    [InlineData("DETECTOR=WFC CCDAMP=D CCDGAIN=4 APERTURE=WFC NAXIS1=4144 NAXIS2=4136 LTV1=24 LTV2=0 XCORNER=0 YCORNER=0 CCDCHIP=1 DATE-OBS=UNDEFINED", null, null)]
    public void The_second_and_third_generation_are_named_and_try_the_full_frame_last(string header, string? second, string? third)
    {
        Assert.Equal(second, CrdsMapping.Parse(AcsBias("v2", "LTV"), "v2.rmap").Choose(Header(header + " TIME-OBS=00:00:00")).File);
        Assert.Equal(third, CrdsMapping.Parse(AcsBias("v3", "RAW_LTV"), "v3.rmap").Choose(Header(header.Replace("LTV", "RAW_LTV", StringComparison.Ordinal) + " TIME-OBS=00:00:00")).File);
    }

    [Fact]
    public void A_calculation_that_is_not_known_here_is_named_and_one_that_is_switched_off_is_none()
    {
        var header = Header("DETECTOR=WFC CCDAMP=ABCD CCDGAIN=2 APERTURE=WFC NAXIS1=4144 NAXIS2=2068 LTV1=24 LTV2=0 XCORNER=5 YCORNER=5 CCDCHIP=1 DATE-OBS=2012-01-01 TIME-OBS=00:00:00");
        var choice = CrdsMapping.Parse(AcsBias("v7", "LTV"), "v7.rmap").Choose(header);
        Assert.Equal("NeedsServer: the rule wants the calculation 'precondition_header_acs_biasfile_v7', which only the CRDS server does", $"{choice.Kind}: {choice.Reason}");
        string off = AcsBias("v2", "LTV").Replace("precondition_header_acs_biasfile_v2", "none", StringComparison.Ordinal).Replace("fallback_header_acs_biasfile_v2", "none", StringComparison.Ordinal);
        Assert.Equal("full_bia.fits", CrdsMapping.Parse(off, "off.rmap").Choose(header).File);
        header["NAXIS2"] = "4136";
        Assert.Equal(CrdsChoiceKind.NotFound, CrdsMapping.Parse(off, "off.rmap").Choose(header).Kind);
    }

    [Theory]
    [InlineData("CCD", "1", "any_gain.fits")]
    [InlineData("CCD", "2.0", "any_gain.fits")]
    [InlineData("CCD", "4", null)]
    [InlineData("MAMA", "1.5", "low_gain.fits")]
    [InlineData("FOO", "8", "generic.fits")]
    public void Words_of_a_mapping_stand_for_the_values_that_its_header_gives_them(string detector, string gain, string? expected)
    {
        const string text = """
            header = { 'mapping' : 'REFERENCE', 'instrument' : 'STIS', 'filekind' : 'FLATFILE', 'parkey' : (('DETECTOR', 'CCDGAIN'), ('DATE-OBS', 'TIME-OBS')),
                'substitutions' : { 'CCDGAIN' : { 'ANY_GAIN' : ('1.0', '2.0'), 'LOW' : '1.0|1.5' }, 'DETECTOR' : { 'GENERIC' : 'N/A' } } }
            selector = Match({
                ('CCD', 'ANY_GAIN') : UseAfter({ '1992-01-01 00:00:00' : 'any_gain.fits' }),
                ('MAMA', 'LOW') : UseAfter({ '1992-01-01 00:00:00' : 'low_gain.fits' }),
                ('GENERIC', '8.0') : UseAfter({ '1992-01-01 00:00:00' : 'generic.fits' }),
            })
            """;
        Assert.Equal(expected, CrdsMapping.Parse(text, "substitutions.rmap").Choose(Header($"DETECTOR={detector} CCDGAIN={gain} DATE-OBS=2000-01-01 TIME-OBS=00:00:00")).File);
    }

    internal static string AcsBias(string generation, string offset) => $$"""
        header = { 'mapping' : 'REFERENCE', 'instrument' : 'ACS', 'filekind' : 'BIASFILE', 'reffile_required' : 'YES',
            'hooks' : { 'precondition_header' : 'precondition_header_acs_biasfile_{{generation}}', 'fallback_header' : 'fallback_header_acs_biasfile_{{generation}}' },
            'parkey' : (('DETECTOR', 'CCDAMP', 'CCDGAIN', 'APERTURE', 'NAXIS1', 'NAXIS2', '{{offset}}1', '{{offset}}2', 'XCORNER', 'YCORNER', 'CCDCHIP'), ('DATE-OBS', 'TIME-OBS')) }
        selector = Match({
            ('WFC', 'AD', '2.0', 'N/A', 4144, 2068, 24.0, 0.0, 'N/A', 'N/A', 'N/A') : UseAfter({ '1992-01-01 00:00:00' : 'pair_bia.fits' }),
            ('WFC', 'ABCD', '2.0', '*', 4144, 2068, 24.0, 0.0, 'N/A', 'N/A', 'N/A') : UseAfter({ '1992-01-01 00:00:00' : 'full_bia.fits' }),
            ('WFC', 'A', '2.0', 'WFC1-512', 512, 512, 0.0, 0.0, 'N/A', 'N/A', 'N/A') : UseAfter({ '1992-01-01 00:00:00' : 'sub_bia.fits' }),
            ('HRC', 'C', '2.0', '*', 1062, 1044, 19.0, 0.0, 'N/A', 'N/A', 'N/A') : UseAfter({ '1992-01-01 00:00:00' : 'hrc_c_bia.fits' }),
            ('HRC', 'A', '2.0', '*', 1062, 1044, 19.0, 20.0, 'N/A', 'N/A', 'N/A') : UseAfter({ '1992-01-01 00:00:00' : 'hrc_a_bia.fits' }),
        })
        """;

    private static Dictionary<string, string> Header(string text) => text.Split(' ').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
}
