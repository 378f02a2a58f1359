using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Exposures;

public sealed class ExposureTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_simulated_flc_opens_as_two_chips_in_extver_order()
    {
        using var exposure = Exposure.Open(SharedData.Path("golden", "small", "isim01aaq_flc.fits.gz"));
        Assert.Equal(Camera.Wfc3Uvis, exposure.Camera);
        Assert.Equal("isim01aaq_flc", exposure.RootName);
        Assert.Equal([1, 2], exposure.Chips.Select(c => c.ExtVer));
        Assert.Equal(500, exposure.ExposureTime);
        foreach (var chip in exposure.Chips)
        {
            Assert.Equal((600, 500), (chip.Width, chip.Height));
            var science = chip.ReadScience();
            Assert.Equal((600, 500), (science.Width, science.Height));
            Assert.True(chip.ReadError()!.Span.ToArray().All(e => e > 0));
            Assert.Contains(chip.ReadDataQuality()!.Pixels, dq => (dq & 16) != 0);
        }
    }

    [Fact]
    public void The_epoch_is_the_middle_of_the_exposure_in_julian_years()
    {
        using var exposure = Exposure.Open(SharedData.Path("golden", "small", "isim01aaq_flc.fits.gz"));
        double start = exposure.Header.GetDouble("EXPSTART"), end = exposure.Header.GetDouble("EXPEND");
        // J2000.0 is MJD 51544.5, a Julian year 365.25 days (IAU 1976).
        Assert.Equal(2000.0 + ((start + end) / 2 - 51544.5) / 365.25, exposure.MidEpoch!.Value, 9);
    }

    [Theory]
    [InlineData("headers/sample_svm_flc.fits", Camera.Wfc3Uvis, "F555W", 170.0)]
    [InlineData("headers/sample_svm_flt.fits", Camera.Wfc3Ir, "F110W", 699.232483)]
    [InlineData("headers/j94f05bgq_flt.fits", Camera.AcsWfc, "F606W", 400.0)]
    [InlineData("hrc-47tuc/j8bt06nyq_flt.fits.gz", Camera.AcsHrc, "F606W", 60.0)]
    [InlineData("drizzle-reference/test_drizzlepac_flt.fits", Camera.Wfc3Ir, "F125W", 1202.934082)]
    public void Real_files_tell_camera_filter_and_time(string file, Camera camera, string filter, double time)
    {
        using var exposure = Exposure.Open(SharedData.Path(["data", .. file.Split('/')]));
        Assert.Equal(camera, exposure.Camera);
        Assert.Equal(filter, exposure.Filter);
        Assert.Equal(time, exposure.ExposureTime, 6);
    }

    [Fact]
    public void Wfpc2_takes_its_data_quality_from_the_c1m_file_beside_it()
    {
        string c0m = WriteWfpc2("u1_c0m.fits");
        using (var alone = Exposure.Open(c0m))
        {
            Assert.Null(alone.DataQualityFile);
            Assert.Null(alone.Chips[0].ReadDataQuality());
        }
        using var quality = new FitsFile();
        quality.Add(new ImageHdu());
        for (short ver = 1; ver <= 4; ver++)
        {
            var image = new Image<short>(8, 8);
            image[2, 3] = ver;
            var header = new FitsHeader();
            header.Set("EXTNAME", "SCI");
            header.Set("EXTVER", (long)ver);
            quality.Add(ImageHdu.Create(image, header));
        }
        quality.Save(Path.Combine(folder, "u1_c1m.fits"));
        using var exposure = Exposure.Open(c0m);
        Assert.Equal(4, exposure.Chips.Count);
        foreach (var chip in exposure.Chips) Assert.Equal(chip.ExtVer, chip.ReadDataQuality()![2, 3]);
    }

    [Fact]
    public void A_missing_file_is_refused()
    {
        var error = Assert.Throws<InputException>(() => Exposure.Open(Path.Combine(folder, "nothere_flc.fits")));
        Assert.EndsWith("nothere_flc.fits", error.File);
    }

    [Fact]
    public void A_file_without_science_extensions_is_refused_with_what_it_holds()
    {
        var error = Refused(f => f.Header.Set("EXTNAME", "WHT"));
        Assert.Contains("no SCI extension", error.Message);
        Assert.Contains("[WHT,1]", error.Advice);
    }

    [Fact]
    public void A_file_without_a_wcs_is_refused_with_the_keyword()
    {
        var error = Refused(f => f.Header.Remove("CTYPE1"));
        Assert.Contains("no celestial WCS", error.Message);
        Assert.Equal("[SCI,1]", error.Hdu);
        Assert.Equal("CTYPE1", error.Keyword);
    }

    [Fact]
    public void An_unknown_camera_is_refused_by_its_name()
    {
        string path = WriteWfpc2("u1_c0m.fits", file => file.PrimaryHeader.Set("INSTRUME", "FOC"));
        var error = Assert.Throws<InputException>(() => Exposure.Open(path));
        Assert.Contains("FOC", error.Message);
        Assert.Equal("INSTRUME", error.Keyword);
    }

    [Fact]
    public void A_missing_exposure_time_is_refused_when_it_is_needed()
    {
        using var exposure = Exposure.Open(WriteWfpc2("u1_c0m.fits", file => file.PrimaryHeader.Remove("EXPTIME")));
        Assert.Equal("EXPTIME", Assert.Throws<InputException>(() => exposure.ExposureTime).Keyword);
        Assert.Equal("EXPTIME", Assert.Throws<InputException>(() => exposure.Chips[0].Detector).Keyword);
    }

    private InputException Refused(Action<Hdu> change)
    {
        string path = WriteWfpc2("bad_c0m.fits", file => { foreach (var hdu in file.Hdus.Skip(1)) change(hdu); });
        return Assert.Throws<InputException>(() => Exposure.Open(path));
    }

    private string WriteWfpc2(string name, Action<FitsFile>? change = null) => TinyExposures.Write(Path.Combine(folder, name), change);
}
