using HstNotebooks.Alignment;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Alignment;

/// <summary>Runs from the recorded source catalogs of real exposures; the headers are reconstructed to 0.01 pixel.</summary>
public partial class TweakRegTest
{
    private static readonly string[] Ngc6791 = ["ibwb01xrq", "ibwb01xxq", "ibwb01xqq"];

    private static TweakRegOptions Recorded(string folder, string data, string list) => new()
    {
        OutputFolder = folder,
        CatFile = SharedData.Path("data", data, list),
        RunFile = "",
        WriteCat = false,
    };

    [Theory]
    // The log of 2019 found 619, 650 and 631 matches with the radius of 1 arcsecond that the tutorial uses.
    [InlineData(FitGeometry.General)]
    [InlineData(FitGeometry.RScale)]
    public void The_sources_of_NGC_6791_match_Gaia_as_recorded(FitGeometry geometry)
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string[] files = [.. Ngc6791.Select(root => RecordedExposure.WriteUvis(folder, root))];
            var result = Run(files, Recorded(folder, "ngc6791", "ibwb01xrq_flc_xy_catfile.list") with
            {
                RefCat = SharedData.Path("data", "ngc6791", "gaia.cat"),
                FitGeometry = geometry,
                Sigma = 2.3,
            });

            (int Matches, double X, double Y)[] recorded = [(619, 4.431611, -5.650320), (650, 4.873349, -4.844949), (631, 4.486309, -5.669926)];
            for (int i = 0; i < recorded.Length; i++)
            {
                var image = result.Images[i];
                Assert.Equal(AlignmentVerdict.Good, image.Verdict);
                var (dx, dy) = RecordedFrame.ShiftAtCentre(result.ReferenceFrame.Wcs, image.Fit!);
                TestContext.Current.TestOutputHelper?.WriteLine($"{image.FileName} {image.MatchCount} {dx:F4} {dy:F4} {image.Fit!.Count} {string.Join("; ", image.Reasons)}");
                Assert.True(image.MatchCount >= recorded[i].Matches, $"{image.MatchCount} matches, recorded are {recorded[i].Matches}");
                Assert.Equal(recorded[i].X, dx, 0.04);
                Assert.Equal(recorded[i].Y, dy, 0.04);
                Assert.True(image.Fit!.RmsX < 0.05 && image.Fit!.RmsY < 0.06);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void An_alignment_to_SDSS_that_its_errors_leave_in_the_wrong_place_is_not_good()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string[] files = [.. Ngc6791.Select(root => RecordedExposure.WriteUvis(folder, root))];
            var options = Recorded(folder, "ngc6791", "ibwb01xrq_flc_xy_catfile.list") with { RefCat = SharedData.Path("data", "ngc6791", "gaia.cat"), FitGeometry = FitGeometry.General };
            var gaia = Run(files, options);
            // Errors of some 25 mas and the motions of eleven years: DrizzlePac found 234, 65 and 237 matches within the tolerance of one pixel.
            var sdss = Run(files, options with { RefCat = SharedData.Path("data", "ngc6791", "sdss.cat") });
            Assert.True(sdss.Images[0].MatchCount >= 234 && sdss.Images[1].MatchCount >= 65 && sdss.Images[2].MatchCount >= 237);
            // The second image has settled 50 mas from where SDSS has its stars according to the other two, with a small rms.
            var (east, north) = Between(sdss.Images[1], gaia.Images[1]);
            var (east0, north0) = Between(sdss.Images[0], gaia.Images[0]);
            Assert.True(double.Hypot(east - east0, north - north0) > 40 && sdss.Images[1].Fit!.Rmse < 0.55);
            Assert.Equal(AlignmentVerdict.Poor, sdss.Images[1].Verdict);
            Assert.Contains("contradicts 2 of 2 images", string.Join("; ", sdss.Images[1].Reasons));

            // With room for the errors all three agree, and with the offset between the catalogs themselves, measured star by star.
            var automatic = Run(files, options with { RefCat = SharedData.Path("data", "ngc6791", "sdss.cat"), SearchRad = HstNotebooks.Parameters.AutoNumber.Auto });
            Assert.All(automatic.Images, image => Assert.Equal(AlignmentVerdict.Good, image.Verdict));
            for (int i = 0; i < 3; i++)
            {
                (east, north) = Between(automatic.Images[i], gaia.Images[i]);
                Assert.InRange(east, 22 - 15, 22 + 15);
                Assert.InRange(north, 52 - 15, 52 + 15);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        // Milliarcseconds to the east and north between two solutions of an exposure, in the middle of its first chip.
        static (double East, double North) Between(ImageAlignment a, ImageAlignment b)
        {
            var (p, q) = (a.AlignedWcs[1].PixelToSky(2048, 1000), b.AlignedWcs[1].PixelToSky(2048, 1000));
            return (3.6e6 * (p.Ra - q.Ra) * Math.Cos(double.DegreesToRadians(p.Dec)), 3.6e6 * (p.Dec - q.Dec));
        }
    }

    [Fact]
    public void The_four_chips_of_WFPC2_are_aligned_to_one_another_as_recorded()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string[] roots = ["ua06050am", "ua060502m", "ua060508m", "ua060506m", "ua060504m", "ua06050cm"];
            string[] files = [.. roots.Select(root => RecordedExposure.WriteWfpc2(folder, root))];
            var result = Run(files, Recorded(folder, "wfpc2-m2", "ua060502m_c0m_xy_catfile.list") with { SearchRad = 1.0 });

            Assert.Equal(AlignmentVerdict.Reference, result.Images[0].Verdict);
            (string Root, int Matches, double X, double Y)[] recorded =
            [
                ("ua060502m", 36, -0.0785, -0.0282), ("ua060508m", 28, 0.0161, 0.0577), ("ua060506m", 29, 0.0116, 0.1765),
                ("ua060504m", 32, -0.0159, 0.0682), ("ua06050cm", 31, -0.0462, -0.0507),
            ];
            for (int i = 0; i < recorded.Length; i++)
            {
                var image = result.Images[i + 1];
                TestContext.Current.TestOutputHelper?.WriteLine($"{image.FileName} {image.Verdict} {image.MatchCount} {image.Fit?.ShiftX:F4} {image.Fit?.ShiftY:F4} {image.Fit?.Count} {string.Join("; ", image.Reasons)}");
                Assert.StartsWith(recorded[i].Root, image.FileName);
                Assert.Equal(AlignmentVerdict.Good, image.Verdict);
                Assert.InRange(image.MatchCount, recorded[i].Matches - 2, recorded[i].Matches + 4);
                Assert.Equal(recorded[i].X, image.Fit!.ShiftX, 0.05);
                Assert.Equal(recorded[i].Y, image.Fit.ShiftY, 0.05);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Real_images_of_47_Tuc_in_four_filters_are_aligned_to_one_another()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string[] files = [.. new[] { "j8bt06nyq", "j8bt06o6q", "j8bt05njq", "j8bt09jcq" }.Select(root =>
            {
                string path = Path.Combine(folder, root + "_flt.fits");
                using var packed = new System.IO.Compression.GZipStream(File.OpenRead(SharedData.Path("data", "hrc-47tuc", root + "_flt.fits.gz")), System.IO.Compression.CompressionMode.Decompress);
                using var plain = File.Create(path);
                packed.CopyTo(plain);
                return path;
            })];
            var options = new TweakRegOptions { OutputFolder = folder, SearchRad = HstNotebooks.Parameters.AutoNumber.Auto, SourceFinding = new() { Threshold = 100.0 } };
            var result = Run(files, options);
            Assert.True(result.IsGood, string.Join('\n', result.Images.SelectMany(i => i.Reasons)));
            // Of real stars: a thousand and more matches to a fifteenth of a pixel. The shifts are those of measured_offsets.txt within its
            // bins of one pixel; the same SIP serves all filters there.
            (double X, double Y)[] measured = [(-0.5, -0.5), (0.5, -0.5), (-0.5, -1.5)];
            for (int i = 0; i < 3; i++)
            {
                var fit = result.Images[i + 1].Fit!;
                Assert.True(fit.Count > 1000 && fit.Rmse < 0.1, $"{fit.Count} matches, rms {fit.Rmse}");
                Assert.True(double.Hypot(fit.ShiftX, fit.ShiftY) < double.Hypot(measured[i].X, measured[i].Y) + 1);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
