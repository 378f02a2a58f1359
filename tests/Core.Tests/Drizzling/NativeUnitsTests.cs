using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Parameters;
using HstNotebooks.Tests.Exposures;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>Units of the products of every camera, and gain, read noise and exposure time of the user (facts: astrodrizzle-pipeline 7.4 and 7.13).</summary>
[Collection(WorkingFolder.Name)]
public sealed class NativeUnitsTests : IDisposable
{
    private const double Time = 100;
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>A chip of constant light; gains are those of the table of the facts.</summary>
    [Theory]
    [InlineData("WFPC2", "3", "COUNTS", 6.90, "counts/s", "ELECTRONS/S")]
    [InlineData("WFPC2", "1", "COUNTS", 7.12, "counts/s", "ELECTRONS/S")]
    [InlineData("STIS", "CCD", "COUNTS", 4.0, "counts/s", "ELECTRONS/S")]
    [InlineData("STIS", "NUV-MAMA", "COUNTS", 1.0, "COUNTS/S", "COUNTS/S")]
    [InlineData("NICMOS", "3", "COUNTS/S", 6.5, "counts/s", "ELECTRONS/S")]
    [InlineData("NICMOS", "2", "COUNTS", 5.4, "counts/s", "ELECTRONS/S")]
    [InlineData("ACS", "SBC", "COUNTS", 1.0, "COUNTS/S", "COUNTS/S")]
    [InlineData("ACS", "HRC", "ELECTRONS", 1.0, "ELECTRONS/S", "ELECTRONS/S")]
    [InlineData("ACS", "WFC", "ELECTRONS", 1.0, "ELECTRONS/S", "ELECTRONS/S")]
    [InlineData("WFC3", "UVIS", "ELECTRONS", 1.0, "ELECTRONS/S", "ELECTRONS/S")]
    [InlineData("WFC3", "IR", "ELECTRONS/S", 1.0, "ELECTRONS/S", "ELECTRONS/S")]
    public void Products_are_native_or_electrons_as_asked_for(string instrument, string detector, string unit, double gain, string nativeUnit, string electronUnit)
    {
        string path = Write(instrument, detector, unit);
        var (native, header) = Run(path, new AstroDrizzleOptions());
        Assert.Equal((3.0, nativeUnit), (native, header.GetString("BUNIT").Trim()));
        var (counts, countHeader) = Run(path, new AstroDrizzleOptions { FinalUnits = FinalUnit.Counts });
        Assert.Equal((300.0, nativeUnit.Split('/')[0]), (counts, countHeader.GetString("BUNIT").Trim()));
        var (electrons, electronHeader) = Run(path, new AstroDrizzleOptions { ProcUnit = ProcessingUnit.Electrons });
        Assert.Equal(3.0 * gain, electrons, 1e-5);
        Assert.Equal(electronUnit, electronHeader.GetString("BUNIT").Trim());
        // The single images are always electrons per second.
        GoldenCase.InFolder(folder, () => AstroDrizzle.Run([path], Plain(new AstroDrizzleOptions { DrizSeparate = true, DrizCombine = false, Clean = false, DrizSepRefImage = path + "[sci,1]" })));
        using var single = FitsFile.Open(Path.Combine(folder, Path.GetFileName(path).Replace("_flt.fits", "_single_sci.fits")));
        Assert.Equal(3.0 * gain, ((ImageHdu)single.Hdus[0]).Read<float>()[4, 4], 1e-5);
    }

    [Theory]
    [InlineData("gain", "2", 6.0)]
    [InlineData("gnkeyword", "MYGAIN", 9.0)]
    [InlineData("gnkeyword", "MYGAIN,NOGAIN", 9.0)]
    [InlineData("exptime", "50", 41.4)]
    [InlineData("expkeyword", "MYTIME", 20.7 * 4)]
    [InlineData("gain", "None", 20.7)]
    public void Gain_and_time_of_the_user_count_instead_of_the_header(string parameter, string value, double electrons)
    {
        string path = Write("WFPC2", "3", "COUNTS");
        var options = ParameterSet.Bind<AstroDrizzleOptions>([new(parameter, value), new("proc_unit", "electrons")]);
        Assert.Equal(electrons, Run(path, options).Value, 1e-4);
    }

    /// <summary>First good row and column: i + 0.5 minus the polynomial reaches 1, worked out by hand for the PC (53.5 - 52.66 &lt; 1, 54.5 - 52.67 &gt; 1).</summary>
    [Theory]
    [InlineData(1, 800, 54, 44)]
    [InlineData(3, 800, 46, 31)]
    [InlineData(1, 400, 27, 22)]
    [InlineData(1, 300, 0, 0)]
    public void The_shadow_of_the_pyramid_of_WFPC2_is_masked_where_data_quality_is_not_looked_at(int detector, int size, int row, int column)
    {
        string path = Write("WFPC2", detector.ToString(), "COUNTS");
        FitsFile.Update(path, f =>
        {
            var image = new Image<float>(size, size);
            image.Span.Fill(300);
            f.Image("SCI", 1).SetImage(image);
        });
        using var exposure = HstNotebooks.Exposures.Exposure.Open(path);
        var mask = new Image<byte>(size, size);
        mask.Span.Fill(1);
        PyramidShadow.Apply(exposure.Chips[0], mask);
        Assert.Equal((row, column), (Enumerable.Range(0, size).First(y => mask[y, size - 1] == 1), Enumerable.Range(0, size).First(x => mask[size - 1, x] == 1)));
        GoldenCase.InFolder(folder, () => AstroDrizzle.Run([path], Plain(new AstroDrizzleOptions { FinalBits = "None", Clean = false, FinalRefImage = path + "[sci,1]" }) with { DrizSeparate = false }));
        using var final = FitsFile.Open(Path.Combine(folder, "tiny_sci1_final_mask.fits"));
        Assert.Equal(mask.Pixels.Count(m => m == 1), ((ImageHdu)final.Hdus[0]).Read<float>().Pixels.Count(w => w > 0));
    }

    [Theory]
    [InlineData("rdnoise", "30")]
    [InlineData("rnkeyword", "MYNOISE")]
    public void Read_noise_of_the_user_decides_the_weights_by_inverse_variance(string parameter, string value)
    {
        string path = Write("WFPC2", "3", "COUNTS");
        var options = ParameterSet.Bind<AstroDrizzleOptions>([new(parameter, value), new("final_wht_type", "IVM")]);
        Run(path, options);
        // 1 / (dark + sky + rn^2) * t^2: a dark of 0.005 electrons/s in a DARKTIME of 300 s, no sky.
        Assert.Equal(Time * Time / (1.5 + 900), ReadWeight(), 1e-3);

        double ReadWeight()
        {
            string name = Directory.GetFiles(folder, "x_dr?_wht.fits")[0];
            using var file = FitsFile.Open(name);
            return ((ImageHdu)file.Hdus[0]).Read<float>()[4, 4];
        }
    }

    [Theory]
    [InlineData("gain", "many")]
    [InlineData("rdnoise", "-1")]
    [InlineData("exptime", "NaN")]
    [InlineData("gnkeyword", "NOTHERE")]
    [InlineData("expkeyword", "NOTHERE")]
    public void Values_that_cannot_be_used_are_refused_by_name(string parameter, string value)
    {
        string path = Write("WFPC2", "3", "COUNTS");
        var options = ParameterSet.Bind<AstroDrizzleOptions>([new(parameter, value)]);
        Assert.Equal(parameter, Assert.ThrowsAny<HstException>(() => Run(path, options)).Parameter);
    }

    private static AstroDrizzleOptions Plain(AstroDrizzleOptions options) => options with
    { Output = "x", RunFile = "", Preserve = false, SkySub = false, Static = false, Median = false, Blot = false, DrizCr = false };

    private (double Value, FitsHeader Header) Run(string path, AstroDrizzleOptions options)
    {
        var result = GoldenCase.InFolder(folder, () => AstroDrizzle.Run([path], Plain(options) with { DrizSeparate = false, FinalRefImage = path + "[sci,1]" }));
        using var file = FitsFile.Open(Path.Combine(folder, result.SciencePath));
        return (((ImageHdu)file.Hdus[0]).Read<float>()[4, 4], file.PrimaryHeader);
    }

    private string Write(string instrument, string detector, string unit) => TinyExposures.Write(Path.Combine(folder, "tiny_flt.fits"), f =>
    {
        var header = f.PrimaryHeader;
        header.Set("INSTRUME", instrument);
        header.Set("EXPTIME", Time);
        header.Set("MYGAIN", 3.0);
        header.Set("NOGAIN", 0.0);
        header.Set("MYTIME", 25.0);
        header.Set("MYNOISE", 30.0);
        header.Set("MEANDARK", 0.0);
        header.Set("CCDAMP", "C");
        header.Set("READNSE", 5.0);
        foreach (char a in "ABCD")
        {
            header.Set("ATODGN" + a, 2.0);
            header.Set("READNSE" + a, 4.0);
        }
        if (instrument == "STIS") header.Set("ATODGAIN", 4.0);
        if (instrument == "NICMOS") header.Set("CAMERA", long.Parse(detector));
        else if (instrument != "WFPC2") header.Set("DETECTOR", detector);
        var science = f.Image("SCI", 1);
        if (instrument == "WFPC2") science.Header.Set("DETECTOR", long.Parse(detector));
        else science.Header.Remove("DETECTOR");
        science.Header.Set("EXPTIME", Time);
        science.Header.Set("BUNIT", unit);
        var image = new Image<float>(8, 8);
        image.Span.Fill(unit.Contains('/') ? 3 : 300);
        science.SetImage(image);
    }, chips: 1);
}
