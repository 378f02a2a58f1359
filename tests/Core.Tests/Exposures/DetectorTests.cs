using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;

namespace HstNotebooks.Tests.Exposures;

/// <summary>Every row of the table of instruments (facts: astrodrizzle-pipeline 7.4).</summary>
public sealed class DetectorTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Wfc3_uvis_averages_its_amplifiers_and_turns_the_cte_direction_with_the_chip()
    {
        using var exposure = Exposure.Open(SharedData.Path("data", "headers", "sample_svm_flc.fits"));
        var lower = exposure.Chips[0].Detector;
        Assert.Equal(1.5599999, lower.Gain, 6);
        Assert.Equal((3.03 + 3.13 + 3.08 + 3.18) / 4, lower.ReadNoise, 6);
        Assert.Equal((1.0, 1.0), (lower.EffectiveGain, lower.ConversionToElectrons));
        Assert.Equal(0.12546191, lower.Dark, 8);
        Assert.False(lower.IsRate);
        Assert.Equal(4096, lower.CosmicRayBit);
        Assert.Equal([-1, 1], exposure.Chips.Select(c => c.Detector.CteDirection));
    }

    [Fact]
    public void Wfc3_ir_is_a_rate_and_is_turned_to_electrons_by_its_time()
    {
        using var exposure = Exposure.Open(SharedData.Path("data", "headers", "sample_svm_flt.fits"));
        var detector = exposure.Chips[0].Detector;
        Assert.True(detector.IsRate);
        Assert.Equal(699.232483, detector.ConversionToElectrons, 6);
        Assert.Equal(1, detector.EffectiveGain);
        Assert.Equal((20.2 + 19.8 + 19.9 + 20.1) / 4, detector.ReadNoise, 5);
        Assert.Equal(0, detector.CteDirection);
    }

    [Fact]
    public void Acs_hrc_skips_amplifiers_that_were_not_read()
    {
        using var exposure = Exposure.Open(SharedData.Path("data", "hrc-47tuc", "j8bt06nyq_flt.fits.gz"));
        var detector = exposure.Chips[0].Detector;
        Assert.Equal(2.2160001, detector.Gain, 6);
        Assert.Equal(4.71, detector.ReadNoise, 6);
        Assert.Equal(-1, detector.CteDirection);
    }

    [Theory]
    [InlineData(7.0, 1, 7.12, 5.24)]
    [InlineData(7.0, 2, 7.12, 5.51)]
    [InlineData(7.0, 3, 6.90, 5.22)]
    [InlineData(7.0, 4, 7.10, 5.19)]
    [InlineData(15.0, 1, 13.99, 7.02)]
    [InlineData(15.0, 2, 14.50, 7.84)]
    [InlineData(15.0, 3, 13.95, 6.99)]
    [InlineData(15.0, 4, 13.95, 8.32)]
    public void Wfpc2_has_a_gain_and_noise_per_chip(double commanded, int chip, double gain, double noise)
    {
        using var exposure = Tiny(f => f.PrimaryHeader.Set("ATODGAIN", commanded));
        var detector = exposure.Chips[chip - 1].Detector;
        Assert.Equal((gain, gain, gain, noise), (detector.Gain, detector.EffectiveGain, detector.ConversionToElectrons, detector.ReadNoise));
        Assert.Equal(1.5, detector.Dark, 12);
        Assert.Equal(-1, detector.CteDirection);
        Assert.False(detector.IsRate);
    }

    [Fact]
    public void Another_gain_of_wfpc2_is_refused()
    {
        using var exposure = Tiny(f => f.PrimaryHeader.Set("ATODGAIN", 8.0));
        Assert.Equal("ATODGAIN", Assert.Throws<InputException>(() => exposure.Chips[0].Detector).Keyword);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("COUNTS", false)]
    [InlineData("COUNTS/S", true)]
    [InlineData("electrons/s", true)]
    [InlineData("ergs/cm2", true)]
    public void The_unit_decides_between_rate_and_counts(string? unit, bool rate)
    {
        using var exposure = Tiny(f =>
        {
            foreach (var hdu in f.Hdus.Skip(1))
            {
                if (unit is null) hdu.Header.Remove("BUNIT");
                else hdu.Header.Set("BUNIT", unit);
            }
        });
        Assert.Equal(rate, exposure.Chips[0].Detector.IsRate);
    }

    [Theory]
    [InlineData("A", 1)]
    [InlineData("B", 1)]
    [InlineData("C", -1)]
    [InlineData("D", -1)]
    public void The_amplifier_of_hrc_gives_the_cte_direction(string amplifier, int direction)
    {
        using var exposure = Acs("HRC", h => h.Set("CCDAMP", amplifier));
        Assert.Equal(direction, exposure.Chips[0].Detector.CteDirection);
    }

    [Fact]
    public void Acs_sbc_counts_photons()
    {
        using var exposure = Acs("SBC");
        var detector = exposure.Chips[0].Detector;
        Assert.Equal(new DetectorProperties(1, 1, 1, 0, 0.25, 300, false, 4096, 0), detector);
    }

    [Fact]
    public void A_missing_keyword_of_the_detector_is_named()
    {
        using var exposure = Acs("WFC", h => { foreach (char a in "ABCD") h.Remove("READNSE" + a); });
        Assert.Equal("READNSEA", Assert.Throws<InputException>(() => exposure.Chips[0].Detector).Keyword);
    }

    [Fact]
    public void Stis_ccd_and_mama_differ()
    {
        using var ccd = Tiny(f => Stis(f, "CCD"));
        Assert.Equal(new DetectorProperties(4, 4, 4, 7.7, 0.009, 120, false, 8192, 1), ccd.Chips[0].Detector);
        using var mama = Tiny(f => Stis(f, "NUV-MAMA"));
        Assert.Equal(new DetectorProperties(1, 1, 1, 0, 0.0013, 120, false, 8192, 0), mama.Chips[0].Detector);

        static void Stis(FitsFile file, string detector)
        {
            file.PrimaryHeader.Set("INSTRUME", "STIS");
            file.PrimaryHeader.Set("DETECTOR", detector);
            file.PrimaryHeader.Set("ATODGAIN", 4.0);
            foreach (var hdu in file.Hdus.Skip(1))
            {
                hdu.Header.Remove("DETECTOR");
                hdu.Header.Set("READNSE", 7.7);
                hdu.Header.Set("EXPTIME", 120.0);
            }
        }
    }

    [Theory]
    [InlineData(1L, 5.4, 26, 0.08)]
    [InlineData(3L, 6.5, 29, 0.15)]
    public void Nicmos_cameras_differ(long camera, double gain, double noise, double dark)
    {
        using var exposure = Tiny(f =>
        {
            f.PrimaryHeader.Set("INSTRUME", "NICMOS");
            f.PrimaryHeader.Set("CAMERA", camera);
            foreach (var hdu in f.Hdus.Skip(1)) hdu.Header.Set("BUNIT", "COUNTS/S");
        });
        Assert.Equal(new DetectorProperties(gain, gain, gain * 300, noise, dark * 300, 300, true, 4096, 0), exposure.Chips[0].Detector);
    }

    private Exposure Acs(string detector, Action<FitsHeader>? change = null) => Tiny(f =>
    {
        f.PrimaryHeader.Set("INSTRUME", "ACS");
        f.PrimaryHeader.Set("DETECTOR", detector);
        foreach (char a in "ABCD")
        {
            f.PrimaryHeader.Set("ATODGN" + a, 2.0);
            f.PrimaryHeader.Set("READNSE" + a, 4.0);
        }
        foreach (var hdu in f.Hdus.Skip(1))
        {
            hdu.Header.Remove("DETECTOR");
            hdu.Header.Set("MEANDARK", 0.25);
        }
        change?.Invoke(f.PrimaryHeader);
    });

    private Exposure Tiny(Action<FitsFile> change) => Exposure.Open(TinyExposures.Write(Path.Combine(folder, "tiny_c0m.fits"), change, chips: 4));
}
