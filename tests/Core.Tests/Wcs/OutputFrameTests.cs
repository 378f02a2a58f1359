using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Wcs;

public class OutputFrameTests
{
    [Fact]
    public void The_frame_of_three_exposures_is_the_recorded_reference_WCS()
    {
        var chips = new List<ImageWcs>();
        foreach (string root in (string[])["isim01aaq", "isim01abq", "isim01acq"])
        {
            using var fits = FitsFile.Open(SharedData.Path($"golden/small/{root}_flc.fits.gz"));
            chips.Add(ImageWcs.FromHeader(fits["SCI", 1].Header, fits));
            chips.Add(ImageWcs.FromHeader(fits["SCI", 2].Header, fits));
        }
        var frame = OutputFrame.FromChips(chips);
        var recorded = ImageWcs.FromHeader(FitsHeader.ParseText(File.ReadAllText(SharedData.Path("golden/small/tweakreg/gaia_rscale/shifts_wcs_wcs.hdr.txt"))));

        Assert.Equal((recorded.Width, recorded.Height), (frame.Width, frame.Height));
        Assert.Equal((recorded.Linear.CrPix1, recorded.Linear.CrPix2), (frame.Wcs.CrPix1, frame.Wcs.CrPix2));
        Assert.Equal(recorded.Linear.CrVal1, frame.Wcs.CrVal1, 1e-10);
        Assert.Equal(recorded.Linear.CrVal2, frame.Wcs.CrVal2, 1e-10);
        double scale = frame.Wcs.PixelScale / 3600;
        Assert.Equal(recorded.Linear.Cd11 / scale, frame.Wcs.Cd11 / scale, 1e-11);
        Assert.Equal(recorded.Linear.Cd12 / scale, frame.Wcs.Cd12 / scale, 1e-11);
        Assert.Equal(recorded.Linear.Cd21 / scale, frame.Wcs.Cd21 / scale, 1e-11);
        Assert.Equal(recorded.Linear.Cd22 / scale, frame.Wcs.Cd22 / scale, 1e-11);
        Assert.Equal("IDC_2731450pi", frame.Name);
    }

    [Fact]
    public void A_roll_angle_that_contradicts_the_matrix_is_not_believed()
    {
        using var fits = FitsFile.Open(SharedData.Path("golden/small/isim01aaq_flc.fits.gz"));
        var chip = ImageWcs.FromHeader(fits["SCI", 1].Header, fits);
        var misled = ImageWcs.FromParts(chip.Linear, chip.Distortion, chip.Width, chip.Height, chip.Name, chip.Aperture! with { PaV3 = chip.Aperture.PaV3 + 60 });

        Assert.Equal(chip.Linear.Orientation, OutputFrame.FromChips([misled]).Wcs.Orientation, 1e-9);
    }

    [Fact]
    public void An_undistorted_image_keeps_its_scale_and_orientation()
    {
        var linear = new LinearWcs(50, 60, 150, 2, -1e-5, 2e-6, 2e-6, 1e-5);
        var frame = OutputFrame.FromChips([ImageWcs.FromLinear(linear, 100, 120)]);
        Assert.Equal(linear.PixelScale, frame.Wcs.PixelScale, 1e-12);
        Assert.Equal(linear.Orientation, frame.Wcs.Orientation, 1e-10);
        Assert.InRange(frame.Width, 99, 100); // the tangent point moves to the centre, which can stretch 99 pixels by a rounding
        Assert.InRange(frame.Height, 119, 120);
        // The centre of the lowest corner pixel falls on about pixel (1, 1).
        var corner = linear.PixelToSky(1, 1);
        var pixel = frame.Wcs.SkyToPixel(corner.Ra, corner.Dec);
        Assert.InRange(pixel.X, 0.9, 1.1);
        Assert.InRange(pixel.Y, 0.9, 1.1);
    }

    [Fact]
    public void No_chips_give_an_error() => Assert.Throws<WcsException>(() => OutputFrame.FromChips([]));
}
