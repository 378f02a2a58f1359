using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Wcs;

public class UserFrameTests
{
    private static readonly SkyFrame Frame = new(new LinearWcs(349, 571.5, 137.85, -64.9, 5.51367233875085e-06, -9.524792687548e-06, -9.524792687548e-06, -5.51367233875085e-06), 698, 1143, "Gaia");

    // golden/small/astrodrizzle: default and square_p08_s003 (final_rot 0, final_scale 0.03) of the aligned exposures.
    [Fact]
    public void Scale_and_rotation_give_the_recorded_frame()
    {
        var chips = new List<ImageWcs>();
        foreach (string root in (string[])["isim01aaq", "isim01abq", "isim01acq"])
        {
            using var fits = FitsFile.Open(SharedData.Path($"golden/small/updated_gaia_rscale/{root}_flc_skeleton.fits.gz"));
            chips.Add(ImageWcs.FromHeader(fits["SCI", 1].Header, fits));
            chips.Add(ImageWcs.FromHeader(fits["SCI", 2].Header, fits));
        }
        var standard = OutputFrame.FromChips(chips);
        Assert.Equal((698, 1143, 349.0, 571.5), (standard.Width, standard.Height, standard.Wcs.CrPix1, standard.Wcs.CrPix2));
        Assert.Equal(137.8588740906606, standard.Wcs.CrVal1, 1e-9);
        Assert.Equal(-64.90493822912711, standard.Wcs.CrVal2, 1e-9);
        Assert.Equal(5.51367233875085e-06, standard.Wcs.Cd11, 1e-15);
        Assert.Equal(-9.5247926875480e-06, standard.Wcs.Cd12, 1e-15);

        var frame = new UserFrame { Rotation = 0, Scale = 0.03 }.Apply(standard);
        Assert.Equal((1769, 1555), (frame.Width, frame.Height));
        Assert.Equal(884.3822128380057, frame.Wcs.CrPix1, 1e-6);
        Assert.Equal(778.4282746476256, frame.Wcs.CrPix2, 1e-6);
        Assert.Equal(137.8588740906606, frame.Wcs.CrVal1, 1e-9);
        Assert.Equal(-8.3333333333333e-06, frame.Wcs.Cd11, 1e-18);
        Assert.Equal(0, frame.Wcs.Cd12, 1e-18);
        Assert.Equal(8.3333333333333e-06, frame.Wcs.Cd22, 1e-18);
        Assert.Equal(0, frame.Wcs.Orientation, 1e-9);
    }

    [Fact]
    public void Nothing_given_leaves_the_frame_as_it_is() => Assert.Equal(Frame, new UserFrame().Apply(Frame));

    [Fact]
    public void A_new_scale_keeps_the_sky_under_the_first_pixel()
    {
        // CRPIX' = 1 + q (CRPIX - 1): the centre of pixel (1, 1) stays where it is.
        var frame = new UserFrame { Scale = Frame.Wcs.PixelScale / 2 }.Apply(Frame);
        Assert.Equal((1396, 2286), (frame.Width, frame.Height));
        Assert.Equal((697.0, 1142.0), (frame.Wcs.CrPix1, frame.Wcs.CrPix2));
        Assert.True(frame.Wcs.PixelToSky(1, 1).SeparationTo(Frame.Wcs.PixelToSky(1, 1)) < 1e-12);
    }

    [Fact]
    public void A_size_moves_the_reference_pixel_to_the_middle()
    {
        var frame = new UserFrame { Width = 1000.5, Height = 401, Ra = 10, Dec = 20 }.Apply(Frame);
        Assert.Equal((1001, 401, 501.0, 201.0, 10.0, 20.0), (frame.Width, frame.Height, frame.Wcs.CrPix1, frame.Wcs.CrPix2, frame.Wcs.CrVal1, frame.Wcs.CrVal2));
        Assert.Equal((7.0, 8.0), (new UserFrame { Width = 10, Height = 10, CrPix1 = 7, CrPix2 = 8 }.Apply(Frame) is var f ? (f.Wcs.CrPix1, f.Wcs.CrPix2) : default));
    }

    [Fact]
    public void Turning_keeps_the_whole_old_frame_inside()
    {
        var frame = new UserFrame { Rotation = 33 }.Apply(Frame);
        Assert.Equal(33, frame.Wcs.Orientation, 1e-9);
        foreach (var (x, y) in ((double, double)[])[(0.5, 0.5), (698.5, 0.5), (0.5, 1143.5), (698.5, 1143.5)])
        {
            var sky = Frame.Wcs.PixelToSky(x, y);
            var pixel = frame.Wcs.SkyToPixel(sky.Ra, sky.Dec);
            Assert.InRange(pixel.X, 0.4999, frame.Width + 0.5001);
            Assert.InRange(pixel.Y, 0.4999, frame.Height + 0.5001);
        }
    }

    [Fact]
    public void Half_a_pair_is_refused_with_the_name_of_the_other_half()
    {
        Assert.Equal("final_dec", Assert.Throws<ParameterException>(() => new UserFrame { Ra = 10 }.Apply(Frame)).Parameter);
        Assert.Equal("driz_sep_outnx", Assert.Throws<ParameterException>(() => new UserFrame { Height = 10, Prefix = "driz_sep_" }.Apply(Frame)).Parameter);
        Assert.Equal("final_crpix2", Assert.Throws<ParameterException>(() => new UserFrame { CrPix1 = 10 }.Apply(Frame)).Parameter);
        Assert.Equal("final_scale", Assert.Throws<ParameterException>(() => new UserFrame { Scale = -1 }.Apply(Frame)).Parameter);
        Assert.Equal("final_outnx", Assert.Throws<ParameterException>(() => new UserFrame { Width = 0, Height = 5 }.Apply(Frame)).Parameter);
    }
}
