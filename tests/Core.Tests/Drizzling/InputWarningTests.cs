using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Parameters;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>What the inputs lack, and what cannot be done with them, is said; before the work where it can be known.</summary>
[Collection(WorkingFolder.Name)]
public sealed class InputWarningTests : IDisposable
{
    private static readonly AstroDrizzleOptions OnlyFinal = new() { Preserve = false, Static = false, DrizSeparate = false, Median = false, Blot = false, DrizCr = false, RunFile = "", Clean = true };
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose()
    {
        foreach (string file in Directory.EnumerateFiles(folder)) File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("BUNIT", null, "no BUNIT in isim01aaq_flc.fits[sci,1], isim01aaq_flc.fits[sci,2]: the values are taken as electrons per second")]
    [InlineData("BUNIT", "FURLONGS", "isim01aaq_flc.fits[sci,1] (FURLONGS)")]
    [InlineData("PHOTFLAM", null, "no PHOTFLAM in isim01aaq_flc.fits[sci,1]")]
    public void What_the_headers_lack_is_said(string keyword, string? value, string warning)
    {
        FitsFile.Update(Inputs("a")[0], f =>
        {
            foreach (var hdu in f.Hdus) hdu.Header.Remove(keyword);
            if (value is not null) foreach (int v in (int[])[1, 2]) f.Image("SCI", v).Header.Set(keyword, value);
        });
        Assert.Contains(Run("*_flc.fits", OnlyFinal).Warnings, w => w.Contains(warning, StringComparison.Ordinal));
    }

    [Fact]
    public void Chips_of_one_exposure_in_different_units_are_said()
    {
        FitsFile.Update(Inputs("a")[0], f => f.Image("SCI", 2).Header.Set("BUNIT", "ELECTRONS/S"));
        Assert.Contains("the exposures have different units: ELECTRONS, ELECTRONS/S", Run("*_flc.fits", OnlyFinal).Warnings);
    }

    [Fact]
    public void A_chip_without_data_quality_keeps_its_pixels()
    {
        string input = Inputs("ab")[0];
        // Whole numbers: they could be taken for data quality.
        FitsFile.Update(input, f =>
        {
            var science = f.Image("SCI", 1).Read<float>();
            foreach (ref float v in science.Span) v = MathF.Round(v);
            f.Image("SCI", 1).SetImage(science);
            f.Remove(f["DQ", 1]);
        });
        float[] before = Read(input, "SCI", 1);
        var result = Run("*_flc.fits", new AstroDrizzleOptions { Preserve = false, Clean = true });
        Assert.Contains("no data quality for isim01aaq_flc.fits[sci,1]: every pixel counts as good, and cosmic rays are not recorded there", result.Warnings);
        Assert.Equal(before, Read(input, "SCI", 1));
        Assert.Contains(Read(input, "DQ", 2), q => ((int)q & 4096) != 0);
    }

    [Fact]
    public void Arrays_that_are_empty_count_as_missing()
    {
        FitsFile.Update(Inputs("a")[0], f =>
        {
            foreach (string name in (string[])["ERR", "DQ"])
            {
                f.Remove(f[name, 1]);
                var empty = new ImageHdu();
                empty.Header.Set("EXTNAME", name);
                empty.Header.Set("EXTVER", 1L);
                f.Add(empty);
            }
        });
        var result = Run("*_flc.fits", OnlyFinal with { FinalWhtType = WeightType.Err });
        Assert.Contains(result.Warnings, w => w.StartsWith("no data quality for isim01aaq_flc.fits[sci,1]:", StringComparison.Ordinal));
        Assert.Contains("isim01aaq_flc.fits[sci,1] has no ERR array; its good pixels weigh 1", result.Warnings);
    }

    [Fact]
    public void A_drizzled_file_is_no_input()
    {
        Inputs("a");
        var product = Run("*_flc.fits", OnlyFinal with { Build = true });
        Assert.Equal("NDRIZIM", Assert.Throws<InputException>(() => Run(product.SciencePath, OnlyFinal)).Keyword);
    }

    [Fact]
    public void An_association_names_the_product()
    {
        Inputs("ab");
        using (var file = new FitsFile())
        {
            file.Add(new ImageHdu());
            file.Add(TableHdu.Create(new Table([new TableColumn<string>("MEMNAME", ["ISIM01AAQ", "ISIM01ABQ", "ISIM01010"]),
                new TableColumn<string>("MEMTYPE", ["EXP-DTH", "EXP-DTH", "PROD-DTH"]), new TableColumn<bool>("MEMPRSNT", [true, true, true])])));
            file.Save(In("isim01010_asn.fits"));
        }
        Assert.Equal("isim01010_drc_sci.fits", Run("isim01010_asn.fits", OnlyFinal).SciencePath);
        Assert.Equal("own_drc_sci.fits", Run("isim01010_asn.fits", OnlyFinal with { Output = "own" }).SciencePath);
    }

    [Theory]
    [InlineData("rules_file", "none.rules")]
    [InlineData("final_wt_scl", "much")]
    [InlineData("combine_nhigh", "2")]
    [InlineData("skyfile", "none.txt")]
    [InlineData("skymask_cat", "none.txt")]
    [InlineData("output", "nowhere/x")]
    [InlineData("gain", "0")]
    public void What_a_late_step_needs_is_asked_for_before_the_first_one(string parameter, string value)
    {
        string[] inputs = Inputs("ab");
        var error = Assert.ThrowsAny<HstException>(() => Run("*_flc.fits", ParameterSet.Bind([new(parameter, value)], new AstroDrizzleOptions { Preserve = false })));
        Assert.Contains(parameter, error.Parameter);
        Assert.Equal(inputs.Order(), Directory.GetFiles(folder).Order());
    }

    [Fact]
    public void Inputs_that_may_not_be_changed_are_refused_before_any_work()
    {
        string[] inputs = Inputs("ab");
        File.SetAttributes(inputs[1], File.GetAttributes(inputs[1]) | FileAttributes.ReadOnly);
        var error = Assert.Throws<InputException>(() => Run("*_flc.fits", OnlyFinal));
        Assert.Equal("isim01abq_flc.fits", Path.GetFileName(error.File));
        Assert.Contains("read-only", error.Message);
        Assert.Equal(inputs.Order(), Directory.GetFiles(folder).Order());
    }

    [Fact]
    public void A_sky_mask_without_an_image_is_named()
    {
        Inputs("a");
        File.WriteAllText(In("masks.txt"), "isim01aaq_flc.fits empty.fits\n");
        using (var file = new FitsFile())
        {
            file.Add(new ImageHdu());
            file.Save(In("empty.fits"));
        }
        var error = Assert.Throws<InputException>(() => Run("*_flc.fits", OnlyFinal with { SkyMaskCat = "masks.txt" }));
        Assert.Equal(("empty.fits", "skymask_cat"), (error.File, error.Parameter));
    }

    [Theory]
    [InlineData("skyuser", "MYSKY", "skyuser is not used")]
    [InlineData("blot_skyval", "3", "blot_skyval is not used")]
    public void A_value_that_another_parameter_switches_off_is_said(string parameter, string value, string warning)
    {
        Inputs("ab");
        var options = ParameterSet.Bind([new(parameter, value)], OnlyFinal with { DrizSeparate = true, Median = true, Blot = true });
        Assert.Contains(Run("*_flc.fits", options).Warnings, w => w.StartsWith(warning, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(CombineType.MinMed, 100, true)]
    [InlineData(CombineType.MinMed, 400, false)]
    [InlineData(CombineType.Median, 100, false)]
    public void Exposure_times_that_make_the_minimum_noisy_are_said(CombineType type, double time, bool said)
    {
        FitsFile.Update(Inputs("ab")[0], f => f.PrimaryHeader.Set("EXPTIME", time));
        var result = Run("*_flc.fits", OnlyFinal with { DrizCombine = false, DrizCr = true, Median = true, CombineType = type });
        Assert.Equal(said, result.Warnings.Any(w => w.StartsWith("the exposures last 100 to 520 s", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(DrizzleKernel.Lanczos3, true)]
    [InlineData(DrizzleKernel.Turbo, false)]
    public void A_kernel_that_does_not_conserve_flux_is_said(DrizzleKernel kernel, bool said)
    {
        Inputs("a");
        Assert.Equal(said, Run("*_flc.fits", OnlyFinal with { FinalKernel = kernel }).Warnings.Any(w => w.Contains("conserves flux nearly", StringComparison.Ordinal)));
    }

    [Fact]
    public void An_extension_of_the_reference_image_that_is_not_there_is_named()
    {
        Inputs("a");
        Assert.Contains("[sci,7]", Assert.Throws<InputException>(() => Run("*_flc.fits", OnlyFinal with { FinalRefImage = "isim01aaq_flc.fits[sci,7]" })).Message);
    }

    [Fact]
    public void Areas_of_one_size_in_two_cameras_have_static_masks_of_their_own()
    {
        FitsFile.Update(Inputs("ab")[1], f =>
        {
            foreach (var (keyword, value) in (ReadOnlySpan<(string, string)>)[("INSTRUME", "ACS"), ("DETECTOR", "WFC"), ("FILTER1", "F606W"), ("FILTER2", "CLEAR2L")]) f.PrimaryHeader.Set(keyword, value);
        });
        Run("*_flc.fits", OnlyFinal with { Static = true, Clean = false });
        Assert.Equal(["final_acswfc_500x600_1_staticMask.fits", "final_wfc3uvis_500x600_1_staticMask.fits"], Directory.GetFiles(folder, "*_1_staticMask.fits").Select(Path.GetFileName).Order());
    }

    private AstroDrizzleResult Run(string input, AstroDrizzleOptions options) => GoldenCase.InFolder(folder, () => AstroDrizzle.Run(input, options));

    private string[] Inputs(string exposures) => [.. exposures.Select(c => GoldenCase.WriteInput(folder, $"isim01a{c}q"))];

    private string In(string name) => Path.Combine(folder, name);

    private static float[] Read(string path, string name, int version)
    {
        using var file = FitsFile.Open(path);
        return file.Image(name, version).Read<float>().Pixels;
    }
}
