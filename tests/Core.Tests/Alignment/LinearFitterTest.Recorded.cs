using HstNotebooks.Alignment;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Alignment;

/// <summary>The linear fit against the recorded runs of DrizzlePac; the numbers are those of its logs and shift files.</summary>
public partial class LinearFitterTest
{
    [Theory]
    [InlineData("ibwb01xrq", 482, 4.431611, -5.650320, 0.004697, 1.000084, 0.031119, 0.043370)]
    [InlineData("ibwb01xxq", 499, 4.873349, -4.844949, 0.002547, 1.000089, 0.031686, 0.043584)]
    [InlineData("ibwb01xqq", 511, 4.486309, -5.669926, 0.004667, 1.000089, 0.023297, 0.023652)]
    public void The_recorded_matches_of_NGC_6791_with_Gaia_give_the_recorded_fit(
        string root, int count, double dx, double dy, double rotation, double scale, double rmsX, double rmsY)
    {
        // Run A of 2019: general fit, three rounds of clipping at 2.3 sigma; CRPIX of the plane from its output frame.
        var (reference, image) = MatchList.Read(SharedData.Path("data", "ngc6791", root + "_flc_xy_catalog.match"));

        var fit = LinearFitter.Fit(reference, image, new PixelPosition(2065.5, 3222.5), FitGeometry.General, new ClippingOptions(3, 2.3));

        // Half a unit of the last printed digit, and a little for the six decimals of the list.
        Assert.Equal(count, fit.Count);
        Assert.Equal(dx, fit.ShiftX, 6e-7);
        Assert.Equal(dy, fit.ShiftY, 6e-7);
        Assert.Equal(rotation, fit.Rotation, 6e-7);
        Assert.Equal(scale, fit.Scale, 6e-7);
        Assert.Equal(rmsX, fit.RmsX, 6e-7);
        Assert.Equal(rmsY, fit.RmsY, 6e-7);
    }
}
