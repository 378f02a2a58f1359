using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Wcs;

public class LinearWcsHeaderTests
{
    private const string Axes = "CTYPE1  = 'RA---TAN'\nCTYPE2  = 'DEC--TAN'\nCRPIX1  = 10.5\nCRPIX2  = 20.5\nCRVAL1  = 150.25\nCRVAL2  = 2.5\n";

    [Fact]
    public void PC_and_CDELT_give_a_CD_matrix()
    {
        var wcs = Read(Axes + "CDELT1  = -2E-5\nCDELT2  = 1E-5\nPC1_1   = 0.8\nPC1_2   = 0.6\nPC2_1   = -0.6\nPC2_2   = 0.8\n");
        Assert.Equal((-1.6e-5, -1.2e-5), (wcs.Cd11, wcs.Cd12), new Within(1e-18));
        Assert.Equal((-0.6e-5, 0.8e-5), (wcs.Cd21, wcs.Cd22), new Within(1e-18));
    }

    [Fact]
    public void CROTA2_turns_the_axes()
    {
        // FITS WCS paper II, section 6.1: CD11 = CDELT1 cos, CD12 = -CDELT2 sin, CD21 = CDELT1 sin, CD22 = CDELT2 cos.
        var wcs = Read(Axes + "CDELT1  = -2E-5\nCDELT2  = 1E-5\nCROTA2  = 30\n");
        Assert.Equal((-2e-5 * Math.Sqrt(0.75), -0.5e-5), (wcs.Cd11, wcs.Cd12), new Within(1e-18));
        Assert.Equal((-1e-5, 1e-5 * Math.Sqrt(0.75)), (wcs.Cd21, wcs.Cd22), new Within(1e-18));
    }

    [Fact]
    public void A_missing_element_of_a_CD_matrix_is_zero()
    {
        var wcs = Read(Axes + "CD1_1   = -1E-5\nCD2_2   = 1E-5\n");
        Assert.Equal((0.0, 0.0), (wcs.Cd12, wcs.Cd21));
    }

    [Fact]
    public void Declination_as_first_axis_is_turned()
    {
        var wcs = Read("CTYPE1  = 'DEC--TAN'\nCTYPE2  = 'RA---TAN'\nCRPIX1  = 10.5\nCRPIX2  = 20.5\nCRVAL1  = 2.5\nCRVAL2  = 150.25\nCD1_1   = 1E-5\nCD1_2   = 2E-6\nCD2_1   = 3E-6\nCD2_2   = -1E-5\n");
        Assert.Equal((150.25, 2.5), (wcs.CrVal1, wcs.CrVal2));
        Assert.Equal((3e-6, -1e-5, 1e-5, 2e-6), (wcs.Cd11, wcs.Cd12, wcs.Cd21, wcs.Cd22));
    }

    [Fact]
    public void An_alternate_WCS_is_read_by_its_key()
    {
        var wcs = LinearWcs.FromHeader(FitsHeader.ParseText(Axes + "CD1_1   = -1E-5\nCD2_2   = 1E-5\n"
            + "CTYPE1B = 'RA---TAN'\nCTYPE2B = 'DEC--TAN'\nCRPIX1B = 1\nCRPIX2B = 2\nCRVAL1B = 3\nCRVAL2B = 4\nCD1_1B  = 5E-5\nCD2_2B  = 6E-5\n"), 'B');
        Assert.Equal((1.0, 2.0, 3.0, 4.0, 5e-5, 6e-5), (wcs.CrPix1, wcs.CrPix2, wcs.CrVal1, wcs.CrVal2, wcs.Cd11, wcs.Cd22));
    }

    [Theory]
    [InlineData("", "CTYPE1", "no celestial WCS")]
    [InlineData("CTYPE1  = 'SLON-TAN'\nCTYPE2  = 'SLAT-TAN'\n", "CTYPE1", "not right ascension")]
    [InlineData("CTYPE1  = 'RA---ZPN'\nCTYPE2  = 'DEC--ZPN'\n", "CTYPE1", "ZPN is not supported")]
    [InlineData("CTYPE1  = 'RA---TAN'\nCTYPE2  = 'DEC--SIN'\n", "CTYPE2", "different projections")]
    [InlineData("CTYPE1  = 'RA---TAN'\nCTYPE2  = 'DEC--TAN'\n", "CD1_1", "no scale")]
    [InlineData("CTYPE1  = 'RA---TAN'\nCTYPE2  = 'DEC--TAN'\nCD1_1   = 1\n", "CRVAL1", "missing")]
    [InlineData(Axes + "CD1_1   = 1E-5\nCD1_2   = 2E-5\nCD2_1   = 2E-5\nCD2_2   = 4E-5\n", "CD1_1", "singular")]
    [InlineData(Axes + "CD1_1   = 1E-5\nCD2_2   = 1E-5\nCUNIT1  = 'm'\n", "CUNIT1", "no angle")]
    public void A_header_without_a_usable_WCS_is_refused_by_keyword(string header, string keyword, string message)
    {
        var error = Assert.Throws<WcsException>(() => Read(header));
        Assert.Equal(keyword, error.Keyword);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A_ORDER =  2\n", "B_ORDER", "incomplete")]
    [InlineData("A_ORDER =  11\nB_ORDER =  2\n", "A_ORDER", "no usable order")]
    [InlineData("A_ORDER =  2\nB_ORDER =  2\nA_0_2   = 'x'\n", "A_0_2", "no finite number")]
    [InlineData("CPDIS1  = 'Polynomial'\n", "CPDIS1", "not supported")]
    [InlineData("CPDIS1  = 'Lookup'\nDP1     = 'EXTVER: 1'\n", "CPDIS1", "without its file")]
    public void A_distortion_that_cannot_be_read_is_refused_by_keyword(string cards, string keyword, string message)
    {
        var error = Assert.Throws<WcsException>(() => ImageWcs.FromHeader(FitsHeader.ParseText(Axes + "CD1_1   = -1E-5\nCD2_2   = 1E-5\n" + cards)));
        Assert.Equal(keyword, error.Keyword);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_header_of_an_unsupported_projection_says_so()
    {
        var header = FitsHeader.ParseText(CardLines(SharedData.Path("data/headers/2wcses.hdr")));
        Assert.Contains("ZPN", Assert.Throws<WcsException>(() => ImageWcs.FromHeader(header)).Message, StringComparison.Ordinal);
    }

    private static LinearWcs Read(string header) => LinearWcs.FromHeader(FitsHeader.ParseText(header));

    internal static string CardLines(string path)
    {
        string text = File.ReadAllText(path);
        return text.Contains('\n', StringComparison.Ordinal) ? text : string.Join('\n', text.Chunk(80).Select(card => new string(card)));
    }

    private sealed class Within(double tolerance) : IEqualityComparer<(double, double)>
    {
        public bool Equals((double, double) a, (double, double) b) => Math.Abs(a.Item1 - b.Item1) <= tolerance && Math.Abs(a.Item2 - b.Item2) <= tolerance;
        public int GetHashCode((double, double) value) => 0;
    }
}
