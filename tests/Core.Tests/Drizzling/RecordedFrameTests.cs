using HstNotebooks.Alignment;
using HstNotebooks.Drizzling;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Tests.Alignment;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>
/// Output frames and sky algebra of recorded runs on real exposures (data/ngc6791/astrodrizzle.log, data/wfpc2-m2/astrodrizzle.log). Their headers were reconstructed
/// from pixel and sky pairs to 0.0002 (WFPC2) and 0.01 pixel (UVIS); IDCSCALE and the roll, which they lack, are taken from the logs.
/// </summary>
[Collection(WorkingFolder.Name)]
public sealed class RecordedFrameTests(ITestOutputHelper output) : IDisposable
{
    private const double PcScale = 0.04554900154471397, UvisScale = 0.03962000086903572;
    private static readonly double PcRoll = Math.Atan2(-1.2407891078591992e-05, -2.475884910461176e-06), UvisRoll = Math.Atan2(-9.126042988064386e-06, 6.1512273393101596e-06);
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_frames_of_one_WFPC2_exposure_are_those_of_the_recorded_blank_sky()
    {
        var frame = OutputFrame.FromChips(Chips(RecordedExposure.WriteWfpc2(folder, "ua06050am"), PcScale, PcRoll));
        Show("ua06050am", frame);
        Assert.Equal((3328, 3284, 1664.0, 1642.0), (frame.Width, frame.Height, frame.Wcs.CrPix1, frame.Wcs.CrPix2));
        // A thousandth of a pixel is 1.3e-8 degrees.
        Assert.Equal(323.31835810601046, frame.Wcs.CrVal1, 2e-8);
        Assert.Equal(-0.8651268651494751, frame.Wcs.CrVal2, 2e-8);
        Assert.Equal(-1.2407891078591992e-05, frame.Wcs.Cd21, 1e-15);
        var coarse = new UserFrame { Scale = 0.0996 }.Apply(frame);
        Assert.Equal((1522, 1502), (coarse.Width, coarse.Height));
        Assert.Equal(761.5219836230856, coarse.Wcs.CrPix1, 1e-9);
        Assert.Equal(751.4609591854982, coarse.Wcs.CrPix2, 1e-9);
        Assert.Equal(5.413908729477984e-06, coarse.Wcs.Cd11, 1e-15);
        Assert.Equal(-2.713179014944142e-05, coarse.Wcs.Cd12, 1e-15);
    }

    [Fact]
    public void The_frame_of_six_aligned_WFPC2_exposures_is_the_recorded_one()
    {
        string[] files = [.. new[] { "ua06050am", "ua060502m", "ua060508m", "ua060506m", "ua060504m", "ua06050cm" }.Select(root => RecordedExposure.WriteWfpc2(folder, root))];
        Align(files, "wfpc2-m2", "ua060502m_c0m_xy_catfile.list", o => o with { SearchRad = 1.0 });
        // The run took the files in the order of their names.
        var frame = OutputFrame.FromChips([.. files.Order(StringComparer.Ordinal).SelectMany(f => Chips(f, PcScale, PcRoll))]);
        Show("six", frame);
        // 777.7568185110108 and 767.6957940734234 at 0.0996 arcsec are 1699.5 and 1677.5 at the scale of the PC: 3399 x 3355 pixels.
        Assert.Equal((3399, 3355), (frame.Width, frame.Height));
        Near(frame, 323.3186611274187, -0.8646701380980228, 0.01);
        var coarse = new UserFrame { Scale = 0.0996 }.Apply(frame);
        Assert.Equal(777.7568185110108, coarse.Wcs.CrPix1, 1e-6);
        Assert.Equal(767.6957940734234, coarse.Wcs.CrPix2, 1e-6);
        Assert.Equal(5.413908726968004e-06, coarse.Wcs.Cd11, 1e-14);
        Assert.Equal(-2.7131790149942263e-05, coarse.Wcs.Cd12, 1e-14);
        // The release of 2019 rounded 1554.4 and 1534.3; the newest, and ours, take the next whole number so that nothing is cut off.
        Assert.Equal((1555, 1535), (coarse.Width, coarse.Height));
    }

    [Fact]
    public void The_frame_of_the_two_long_exposures_of_NGC_6791_aligned_to_Gaia_is_the_recorded_one()
    {
        string[] files = [.. new[] { "ibwb01xrq", "ibwb01xxq", "ibwb01xqq" }.Select(root => RecordedExposure.WriteUvis(folder, root))];
        var before = OutputFrame.FromChips([.. files.Take(2).SelectMany(f => Chips(f, UvisScale, UvisRoll))]);
        Show("before", before);
        // The frame in which TweakReg worked, solved from the recorded pairs (facts/recorded-runs.md).
        Assert.Equal((4131, 6445), (before.Width, before.Height));
        Near(before, 290.239744635226, 37.794702995151, 0.25);
        Align(files, "ngc6791", "ibwb01xrq_flc_xy_catfile.list", o => o with { RefCat = SharedData.Path("data", "ngc6791", "gaia.cat"), Sigma = 2.3 });
        var frame = OutputFrame.FromChips([.. files.Take(2).SelectMany(f => Chips(f, UvisScale, UvisRoll))]);
        Show("after", frame);
        // Recorded are 6445 rows. Some hundredths of a pixel, by which the headers were reconstructed, decide about the last one, and half a pixel of the centre with it.
        Assert.Equal(4131, frame.Width);
        Assert.InRange(frame.Height, 6445, 6446);
        Near(frame, 290.2397215117102, 37.79477401246605, 0.75);
    }

    [Fact]
    public void The_lowest_brightness_of_the_chips_gives_the_recorded_sky_of_each()
    {
        // The conversion factors of the log are 1 / scale^2 / exposure time; UVIS: 1.7695732221887426 in 360 s.
        Assert.Equal(1.7695732221887426, 1 / (UvisScale * UvisScale) / 360, 1e-12);
        double[] scales = [PcScale, 0.09962599724531174, 0.0996059998869896, 0.09965399652719498];
        double[] recorded = [-0.362681, -1.73505, -1.73436, -1.73603];
        string path = RecordedExposure.WriteWfpc2(folder, "ua060502m");
        var random = new Random(5);
        FitsFile.Update(path, f =>
        {
            f.PrimaryHeader.Set("EXPTIME", 10.0);
            f.PrimaryHeader.Set("ATODGAIN", 7.0);
            f.PrimaryHeader.Set("DARKTIME", 10.0);
            for (int chip = 1; chip <= 4; chip++)
            {
                var hdu = f.Image("SCI", chip);
                hdu.Header.Set("DETECTOR", (long)chip);
                hdu.Header.Set("BUNIT", "COUNTS");
                hdu.Header.Set("IDCSCALE", scales[chip - 1]);
                foreach (string keyword in (string[])["NPIX1", "NPIX2", "PIXVALUE"]) hdu.Header.Remove(keyword);
                var image = new Image<float>(800, 800);
                // The PC is the darkest; what the other chips show does not matter.
                for (int i = 0; i < image.Pixels.Length; i += 2)
                {
                    float noise = (float)(0.5 * random.NextDouble());
                    (image.Pixels[i], image.Pixels[i + 1]) = ((float)recorded[0] + (chip - 1) + noise, (float)recorded[0] + (chip - 1) - noise);
                }
                hdu.SetImage(image);
            }
        });
        var result = GoldenCase.InFolder(folder, () => AstroDrizzle.Run([path], new AstroDrizzleOptions { Preserve = false, DrizSeparate = false, DrizCombine = false, Clean = true }));
        double[] sky = result.Chips.Doubles("sky");
        for (int chip = 0; chip < 4; chip++) Assert.Equal(recorded[chip], sky[chip], 1e-5 * Math.Abs(recorded[chip]) + 2e-6);
    }

    private void Align(string[] files, string data, string list, Func<TweakRegOptions, TweakRegOptions> with)
    {
        var options = with(new TweakRegOptions
        {
            OutputFolder = folder,
            CatFile = SharedData.Path("data", data, list),
            RunFile = "",
            WriteCat = false,
            See2DPlot = false,
            ResidPlot = ResidualPlots.None,
            UpdateHdr = true,
            WcsName = "ALIGNED",
        });
        Assert.True(TweakReg.Run(files, options, cancel: TestContext.Current.CancellationToken).IsGood);
    }

    /// <summary>The place of the frame against the recorded one, in pixels of the frame.</summary>
    private static void Near(SkyFrame frame, double ra, double dec, double pixels)
    {
        var at = frame.Wcs.SkyToPixel(ra, dec);
        Assert.InRange(double.Hypot(at.X - frame.Wcs.CrPix1, at.Y - frame.Wcs.CrPix2), 0, pixels);
    }

    private void Show(string name, SkyFrame f) => output.WriteLine($"{name}: {f.Width} x {f.Height}, {f.Wcs.CrVal1:F10} {f.Wcs.CrVal2:F10} at {f.Wcs.CrPix1} {f.Wcs.CrPix2}, {f.Wcs.Cd11:G15} {f.Wcs.Cd12:G15}");

    private static List<ImageWcs> Chips(string path, double scale, double roll)
    {
        using var file = FitsFile.Open(path);
        var chips = new List<ImageWcs>();
        foreach (var hdu in file.Hdus.Where(h => h.Name == "SCI"))
        {
            var header = hdu.Header.Clone();
            header.Set("IDCSCALE", scale);
            header.Set("PA_V3", double.RadiansToDegrees(roll));
            chips.Add(ImageWcs.FromHeader(header, file));
        }
        return chips;
    }
}
