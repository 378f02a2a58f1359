using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Wcs;

/// <summary>Real headers of HST and other telescopes; numbers of astropy 5.2.1 (all_pix2world, 1-based).</summary>
public class RealHeaderTests
{
    [Theory]
    [InlineData("dist_lookup.fits.gz", 1, 5.534340968788696, -72.05375282279547)]
    [InlineData("sample_ipppssoot_flc.fits", 1, 137.86040192300467, -64.88030926943021)]
    [InlineData("sample_ipppssoot_flc.fits", 4, 137.81399130002674, -64.8919509740147)]
    [InlineData("sample_ipppssoot_flc.fits", 2, 137.86020649509507, -64.88024749084458)]
    [InlineData("sample_svm_flt.fits", 1, 137.84358134789684, -64.89256654111935)]
    [InlineData("sample_drc_header.fits", 1, 150.0173774020659, 63.13933197601121)]
    [InlineData("sample_mvm_drc.fits", 1, 179.5335366903055, 55.501322215365555)]
    [InlineData("ie6d07ujq_wcs.fits", 0, 83.1948264091711, -67.70829593521394)]
    [InlineData("sip.fits", 0, 202.4967050791071, 47.150691621740734)]
    [InlineData("sip2.fits", 0, 202.4967050791071, 47.150691621740734)]
    public void Files_map_as_astropy_maps_them(string name, int index, double ra, double dec)
    {
        using var file = FitsFile.Open(SharedData.Path("data/headers", name));
        var sky = ImageWcs.FromHeader(file[index].Header, file).PixelToSky(100.5, 200.25);
        Assert.Equal(ra, sky.Ra, 1e-11);
        Assert.Equal(dec, sky.Dec, 1e-11);
    }

    [Theory]
    [InlineData("siponly.hdr", 1, 1, 276.0283825781592, -24.750794264987622)]
    [InlineData("siponly.hdr", 500.5, 1000.25, 276.1862488604288, -25.030229826748055)]
    [InlineData("sip-broken.hdr", 500.5, 1000.25, 201.65929325038255, -47.47394227976177)]
    public void Headers_as_text_map_as_astropy_maps_them(string name, double x, double y, double ra, double dec)
    {
        var wcs = ImageWcs.FromHeader(FitsHeader.ParseText(LinearWcsHeaderTests.CardLines(SharedData.Path("data/headers", name))));
        var sky = wcs.PixelToSky(x, y);
        Assert.Equal(ra, sky.Ra, 1e-11);
        Assert.Equal(dec, sky.Dec, 1e-11);
        var pixel = wcs.SkyToPixel(ra, dec);
        Assert.Equal(x, pixel.X, 1e-6);
        Assert.Equal(y, pixel.Y, 1e-6);
    }

    [Fact]
    public void Every_WCS_of_every_real_file_is_read_or_refused_with_file_and_keyword()
    {
        int read = 0, refused = 0;
        foreach (string path in Directory.GetFiles(SharedData.Path("data/headers"), "*.fits*"))
        {
            using var file = FitsFile.Open(path);
            foreach (var hdu in file.Hdus)
            {
                try
                {
                    var wcs = ImageWcs.FromHeader(hdu.Header, file);
                    Assert.True(double.IsFinite(wcs.PixelToSky(3, 4).Ra));
                    read++;
                }
                catch (WcsException e)
                {
                    Assert.Equal(path, e.File);
                    // The only reason: there is none.
                    Assert.Equal("CTYPE1", e.Keyword);
                    Assert.False(hdu.Header.Contains("CTYPE1"), $"{path} {hdu.Label}: {e.Message}");
                    refused++;
                }
            }
        }
        Assert.True(read >= 40 && refused > 10, $"{read} read, {refused} refused");
    }

    [Theory]
    [InlineData("2wcses.hdr", "CTYPE1", "ZPN")]
    [InlineData("ACSWFC_jbt122x8q_flc_ext1.hdr.txt", "CPDIS1", "[WCSDVARR,1]")]
    [InlineData("WFC3UVIS_ib4606c6q_flc_ext4.hdr.txt", "CPDIS1", "[WCSDVARR,3]")]
    [InlineData("ACSHRC_j8bt06nyq_flt_sip_ext0.hdr.txt", "CTYPE1", "no celestial WCS")]
    public void A_header_that_cannot_be_used_alone_is_refused_with_the_reason(string name, string keyword, string reason)
    {
        string path = SharedData.Path("data/headers", name);
        var error = Assert.Throws<WcsException>(() => ImageWcs.FromHeader(FitsHeader.ParseText(File.ReadAllText(path), path)));
        Assert.Equal((path, keyword), (error.File, error.Keyword));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_roll_angle_of_an_exposure_comes_from_its_primary_header()
    {
        using var file = FitsFile.Open(SharedData.Path("data/headers/sample_ipppssoot_flc.fits"));
        var wcs = ImageWcs.FromHeader(file["SCI", 1].Header, file);
        Assert.Equal(file.PrimaryHeader.GetDouble("PA_V3"), wcs.Aperture!.PaV3);
        Assert.Null(ImageWcs.FromHeader(file["ERR", 1].Header, file).Aperture);
    }
}
