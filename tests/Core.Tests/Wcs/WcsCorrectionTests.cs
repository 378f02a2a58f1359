using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Wcs;

/// <summary>From a recorded fit to the recorded headers (golden/small/tweakreg).</summary>
public class WcsCorrectionTests
{
    // The shifts are printed with 6 decimals, scale and rotation with 9 and more: 5e-7 pixel = 5e-12 deg.
    private const double Degrees = 1e-9;
    // The recorded CD carry the rounding of sky positions in their numerical derivatives, about 1e-9 pixel over 3 pixels.
    private const double RelativeCd = 5e-9;

    [Theory]
    [InlineData("gaia_rscale")]
    [InlineData("gaia_general")]
    [InlineData("gaia_shift")]
    [InlineData("sdss_rscale")]
    public void The_recorded_fits_give_the_recorded_headers(string run)
    {
        var reference = ImageWcs.FromHeader(Header($"golden/small/tweakreg/{run}/shifts_wcs_wcs.hdr.txt")).Linear;
        foreach (string root in (string[])["isim01aaq", "isim01abq", "isim01acq"])
        {
            var fit = RecordedFit(run, root);
            for (int chip = 1; chip <= 2; chip++)
            {
                var before = ImageWcs.FromHeader(Header($"golden/small/before/{root}_flc_sci{chip}.hdr.txt"));
                var expected = ImageWcs.FromHeader(Header($"golden/small/tweakreg/{run}/after/{root}_flc_sci{chip}.hdr.txt")).Linear;
                var after = WcsCorrection.FromFit(before, reference, fit);

                Assert.Equal((before.Linear.CrPix1, before.Linear.CrPix2), (after.CrPix1, after.CrPix2));
                Assert.Equal(expected.CrVal1, after.CrVal1, Degrees);
                Assert.Equal(expected.CrVal2, after.CrVal2, Degrees);
                double scale = before.Linear.PixelScale / 3600;
                Assert.Equal(expected.Cd11 / scale, after.Cd11 / scale, RelativeCd);
                Assert.Equal(expected.Cd12 / scale, after.Cd12 / scale, RelativeCd);
                Assert.Equal(expected.Cd21 / scale, after.Cd21 / scale, RelativeCd);
                Assert.Equal(expected.Cd22 / scale, after.Cd22 / scale, RelativeCd);

                var pairs = PairTable.Read($"golden/small/tweakreg/{run}/after/{root}_flc_sci{chip}_pixsky.csv");
                double[] ra = new double[pairs.Count], dec = new double[pairs.Count];
                before.WithLinear(after).PixelToSky(pairs["x"], pairs["y"], ra, dec);
                Assert.Null(pairs.WorstAbove(Degrees, "ra", ra));
                Assert.Null(pairs.WorstAbove(Degrees, "dec", dec));
            }
        }
    }

    [Fact]
    public void The_identity_changes_nothing()
    {
        var chip = ImageWcs.FromLinear(new LinearWcs(300, 250, 137.9, -64.9, 4.9e-6, -9.5e-6, -9.9e-6, -5.6e-6), 600, 500);
        var reference = new LinearWcs(349.5, 570.5, 137.85, -64.905, 5.5e-6, -9.5e-6, -9.5e-6, -5.5e-6);
        var same = WcsCorrection.FromFit(chip, reference, PlaneFit.Identity);
        Assert.Equal(137.9, same.CrVal1, 1e-12);
        Assert.Equal(-64.9, same.CrVal2, 1e-12);
        Assert.Equal(4.9e-6, same.Cd11, 1e-17);
        Assert.Equal(-5.6e-6, same.Cd22, 1e-17);
    }

    [Fact]
    public void A_correction_brings_shifted_stars_back_onto_the_reference()
    {
        // Law: a star whose image position is v = u M + t must, with the corrected WCS, map onto u.
        var reference = new LinearWcs(349.5, 570.5, 137.85, -64.905, 5.5e-6, -9.5e-6, -9.5e-6, -5.5e-6);
        var chip = ImageWcs.FromLinear(new LinearWcs(300, 250, 137.9, -64.9, 4.9e-6, -9.5e-6, -9.9e-6, -5.6e-6), 600, 500);
        var fit = PlaneFit.FromRotationAndScale(8.6, -4.3, 0.02, 0.021, 1.0003, 0.9999);
        var after = WcsCorrection.FromFit(chip, reference, fit);
        foreach (var (x, y) in ((double, double)[])[(300, 250), (320, 270), (1, 1), (600, 500)])
        {
            var seen = chip.PixelToSky(x, y);
            var v = reference.SkyToPixel(seen.Ra, seen.Dec);
            var (ux, uy) = fit.Correct(v.X - reference.CrPix1, v.Y - reference.CrPix2);
            var corrected = after.PixelToSky(x, y);
            var u = reference.SkyToPixel(corrected.Ra, corrected.Dec);
            // One linear WCS about CRPIX cannot follow the curvature of the sphere exactly: second order, 1e-6 pixel here.
            Assert.Equal(ux + reference.CrPix1, u.X, 5e-6);
            Assert.Equal(uy + reference.CrPix2, u.Y, 5e-6);
        }
    }

    [Fact]
    public void A_singular_fit_is_refused()
    {
        var wcs = new LinearWcs(300, 250, 137.9, -64.9, 4.9e-6, -9.5e-6, -9.9e-6, -5.6e-6);
        Assert.Throws<WcsException>(() => WcsCorrection.FromFit(ImageWcs.FromLinear(wcs, 10, 10), wcs, new PlaneFit(0, 0, 1, 1, 1, 1)));
        Assert.Throws<WcsException>(() => WcsCorrection.FromFit(ImageWcs.FromLinear(wcs, 10, 10), wcs, PlaneFit.Identity with { ShiftX = double.NaN }));
    }

    internal static PlaneFit RecordedFit(string run, string root)
    {
        string[] lines = File.ReadAllLines(SharedData.Path($"golden/small/tweakreg/{run}/{root}_flc_catalog_fit.match"));
        var scale = Numbers("X and Y scale:");
        var rotation = Numbers("X and Y rotation:");
        var shift = File.ReadLines(SharedData.Path($"golden/small/tweakreg/{run}/shifts.txt")).First(line => line.StartsWith(root, StringComparison.Ordinal)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return PlaneFit.FromRotationAndScale(double.Parse(shift[1], CultureInfo.InvariantCulture), double.Parse(shift[2], CultureInfo.InvariantCulture),
            rotation[0], rotation[1], scale[0], scale[1]);

        double[] Numbers(string label) => lines.First(line => line.Contains(label, StringComparison.Ordinal)).Split(':')[1]
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
    }

    internal static FitsHeader Header(string path) => FitsHeader.ParseText(File.ReadAllText(SharedData.Path(path)));
}
