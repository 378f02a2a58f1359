using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Parameters;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>Inputs that cannot be drizzled: one clear error, and the files stay as they were.</summary>
[Collection(WorkingFolder.Name)]
public class BadInputTests
{
    [Fact]
    public void A_missing_file_is_named()
    {
        var error = Assert.Throws<InputException>(() => Run(["nowhere_flc.fits"]));
        Assert.Equal("nowhere_flc.fits", error.File);
    }

    [Fact]
    public void The_same_name_twice_is_refused() => WithInputs(inputs =>
    {
        var error = Refused<InputException>(inputs, [.. inputs, inputs[0]], new AstroDrizzleOptions());
        Assert.Equal("isim01aaq_flc.fits", error.File);
    });

    [Fact]
    public void Exposures_of_no_time_are_left_out_and_none_left_is_refused() => WithInputs(inputs =>
    {
        foreach (string input in inputs) FitsFile.Update(input, f => f.PrimaryHeader.Set("EXPTIME", 0.0));
        var error = Refused<InputException>(inputs, inputs, new AstroDrizzleOptions());
        Assert.Contains("exposure time", error.Advice);
    });

    [Fact]
    public void A_missing_exposure_time_is_named_by_keyword() => WithInputs(inputs =>
    {
        FitsFile.Update(inputs[1], f => f.PrimaryHeader.Remove("EXPTIME"));
        Assert.Equal("EXPTIME", Refused<InputException>(inputs, inputs, new AstroDrizzleOptions()).Keyword);
    });

    [Fact]
    public void A_quality_array_of_another_shape_is_refused() => WithInputs(inputs =>
    {
        FitsFile.Update(inputs[0], f => f.Image("DQ", 2).SetImage(new Image<short>(10, 10)));
        var error = Refused<InputException>(inputs, inputs, new AstroDrizzleOptions());
        Assert.Contains("10 x 10", error.Message);
    });

    [Fact]
    public void A_frame_that_no_machine_can_hold_is_refused_with_its_size() => WithInputs(inputs =>
    {
        var error = Refused<HstException>(inputs, inputs, new AstroDrizzleOptions { FinalScale = 0.000003 });
        Assert.StartsWith("final_", error.Parameter);
        Assert.Matches(@"\d", error.Message);
    });

    [Theory]
    [InlineData("final_scale", "2e-6", "petabytes")]
    [InlineData("driz_sep_scale", "1e-6", "petabytes")]
    [InlineData("final_outnx", "100000000", "terabytes")]
    public void An_output_of_petabytes_is_refused_with_the_number(string name, string value, string unit) => WithInputs(inputs =>
    {
        var values = new Dictionary<string, string> { [name] = value, ["final_outny"] = name == "final_outnx" ? "10000" : "None" };
        if (name == "driz_sep_scale") values.Remove("final_outny");
        var error = Refused<ParameterException>(inputs, inputs, ParameterSet.Bind<AstroDrizzleOptions>(values));
        Assert.Equal(name, error.Parameter);
        Assert.Matches(@"\d+ x \d+ pixels, [\d.]+ " + unit, error.Message);
    });

    [Fact]
    public void Fields_apart_on_the_sky_are_refused_with_advice() => WithInputs(inputs =>
    {
        Move(inputs[1], 0, 40);
        var error = Refused<HstException>(inputs, inputs, new AstroDrizzleOptions());
        Assert.Contains("field", error.Advice);
    });

    [Fact]
    public void Exposures_without_overlap_are_drizzled_and_what_could_not_be_done_is_said() => WithInputs(inputs =>
    {
        Move(inputs[2], 0, 80 / 3600.0);
        var result = GoldenCase.InFolder(Path.GetDirectoryName(inputs[0])!, () => AstroDrizzle.Run(inputs, new AstroDrizzleOptions { Preserve = false, Clean = true, SkyMethod = SkyMethod.Match, CombineNHigh = 0 }));
        Assert.Contains(result.Warnings, w => w.Contains("isim01acq_flc.fits overlaps no other exposure", StringComparison.Ordinal));
        Assert.True((long)result.Frame.Width * result.Frame.Height > 1_500_000);
        Assert.Equal(0, result.Chips.Doubles("sky")[4]);
    });

    [Theory]
    [InlineData("FILTER", "F814W", "filters")]
    [InlineData("BUNIT", "ELECTRONS/S", "units")]
    [InlineData("INSTRUME", "ACS", "cameras")]
    public void Exposures_that_do_not_belong_together_are_named(string keyword, string value, string what) => WithInputs(inputs =>
    {
        FitsFile.Update(inputs[1], f =>
        {
            if (keyword == "INSTRUME")
            {
                f.PrimaryHeader.Set("DETECTOR", "WFC");
                f.PrimaryHeader.Set("FILTER1", "F606W");
                f.PrimaryHeader.Set("FILTER2", "CLEAR2L");
            }
            if (keyword == "BUNIT") foreach (int v in (int[])[1, 2]) f.Image("SCI", v).Header.Set(keyword, value);
            else f.PrimaryHeader.Set(keyword, value);
        });
        var result = GoldenCase.InFolder(Path.GetDirectoryName(inputs[0])!, () => AstroDrizzle.Run(inputs, new AstroDrizzleOptions { Preserve = false, Clean = true, DrizSeparate = false, Median = false, Blot = false, DrizCr = false }));
        Assert.Contains(result.Warnings, w => w.Contains($"different {what}", StringComparison.Ordinal));
    });

    [Fact]
    public void A_missing_PHOTFLAM_is_no_obstacle_and_the_product_does_not_invent_one() => WithInputs(inputs =>
    {
        foreach (string input in inputs)
            FitsFile.Update(input, f =>
            {
                foreach (var hdu in f.Hdus) hdu.Header.Remove("PHOTFLAM");
            });
        string folder = Path.GetDirectoryName(inputs[0])!;
        var result = GoldenCase.InFolder(folder, () => AstroDrizzle.Run(inputs, new AstroDrizzleOptions { Preserve = false, Clean = true, DrizSeparate = false, Median = false, Blot = false, DrizCr = false }));
        using var file = FitsFile.Open(Path.Combine(folder, result.SciencePath));
        Assert.False(file.PrimaryHeader.Contains("PHOTFLAM"));
    });

    [Fact]
    public void Products_that_are_there_are_replaced_as_a_whole_and_a_name_that_cannot_be_written_is_said() => WithInputs(inputs =>
    {
        string folder = Path.GetDirectoryName(inputs[0])!;
        var options = new AstroDrizzleOptions { Output = "x", Preserve = false, Clean = true, DrizSeparate = false, Median = false, Blot = false, DrizCr = false };
        File.WriteAllText(Path.Combine(folder, "x_drc_sci.fits"), "an old file");
        var first = GoldenCase.InFolder(folder, () => AstroDrizzle.Run(inputs, options));
        byte[] old = File.ReadAllBytes(Path.Combine(folder, "x_drc_sci.fits"));
        GoldenCase.InFolder(folder, () => AstroDrizzle.Run(inputs, options));
        Assert.Equal(old, File.ReadAllBytes(Path.Combine(folder, "x_drc_sci.fits")));
        var before = inputs.Select(File.ReadAllBytes).ToArray();
        Directory.CreateDirectory(Path.Combine(folder, "y_drc_wht.fits"));
        var error = Assert.ThrowsAny<HstException>(() => GoldenCase.InFolder(folder, () => AstroDrizzle.Run(inputs, options with { Output = "y" })));
        Assert.Contains("y_drc_wht.fits", error.Message + error.File);
        for (int i = 0; i < inputs.Count; i++) Assert.Equal(before[i], File.ReadAllBytes(inputs[i]));
    });

    /// <summary>Moves an exposure on the sky by degrees.</summary>
    private static void Move(string input, double ra, double dec) => FitsFile.Update(input, f =>
    {
        foreach (int v in (int[])[1, 2])
        {
            var header = f.Image("SCI", v).Header;
            header.Set("CRVAL1", header.GetDouble("CRVAL1") + ra);
            header.Set("CRVAL2", header.GetDouble("CRVAL2") + dec);
        }
    });

    [Fact]
    public void Half_a_pair_of_frame_parameters_is_refused() => WithInputs(inputs =>
        Assert.StartsWith("final_", Refused<ParameterException>(inputs, inputs, new AstroDrizzleOptions { FinalRa = 137.8 }).Parameter));

    [Fact]
    public void A_group_that_holds_no_chip_is_refused() => WithInputs(inputs =>
        Assert.Equal("group", Refused<InputException>(inputs, inputs, new AstroDrizzleOptions { Group = "sci,7" }).Parameter));

    [Fact]
    public void An_unknown_wcs_key_is_refused_with_those_that_there_are() => WithInputs(inputs =>
        Assert.Contains("Gaia", Refused<WcsException>(inputs, inputs, new AstroDrizzleOptions { WcsKey = "NONSENSE" }).Expected));

    [Fact]
    public void A_row_of_the_sky_file_that_is_no_number_is_named() => WithInputs(inputs =>
    {
        string sky = Path.Combine(Path.GetDirectoryName(inputs[0])!, "sky.txt");
        File.WriteAllLines(sky, ["# applied = no", "isim01aaq_flc.fits 3.5", "isim01abq_flc.fits much"]);
        var error = Refused<InputException>(inputs, inputs, new AstroDrizzleOptions { SkyFile = sky });
        Assert.Equal(3, error.Row);
    });

    [Fact]
    public void A_missing_MDRIZTAB_is_said() => WithInputs(inputs =>
        Assert.Equal("MDRIZTAB", Refused<InputException>(inputs, inputs, new AstroDrizzleOptions { MdrizTab = true }).Keyword));

    [Fact]
    public void An_interrupted_run_changes_no_input() => WithInputs(inputs =>
    {
        using var source = new CancellationTokenSource();
        var before = inputs.Select(File.ReadAllBytes).ToArray();
        var progress = new Stop(source);
        Assert.ThrowsAny<OperationCanceledException>(() => GoldenCase.InFolder(Path.GetDirectoryName(inputs[0])!, () => AstroDrizzle.Run(inputs, new AstroDrizzleOptions { Preserve = false }, progress, source.Token)));
        for (int i = 0; i < inputs.Count; i++) Assert.Equal(before[i], File.ReadAllBytes(inputs[i]));
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(inputs[0])!, "final_dr*"));
        Assert.Empty(Directory.EnumerateFiles(Path.GetDirectoryName(inputs[0])!, "*.scratch"));
    });

    [Fact]
    public void Masked_chips_give_an_empty_image_and_a_warning() => WithInputs(inputs =>
    {
        foreach (string input in inputs)
            FitsFile.Update(input, f =>
            {
                var bad = new Image<short>(600, 500);
                bad.Span.Fill(4);
                foreach (int version in (int[])[1, 2]) f.Image("DQ", version).SetImage(bad);
            });
        var result = GoldenCase.InFolder(Path.GetDirectoryName(inputs[0])!, () => AstroDrizzle.Run(inputs, new AstroDrizzleOptions { Preserve = false }));
        Assert.Contains(result.Warnings, w => w.StartsWith("the output is empty", StringComparison.Ordinal));
        Assert.True(result.IsEmpty);
        // There was nothing to compare: no pixel becomes a cosmic ray.
        Assert.Equal(0, result.Chips.Doubles("cosmicrays").Sum());
    });

    private sealed class Stop(CancellationTokenSource source) : IProgress<Progress.TaskProgress>
    {
        public void Report(Progress.TaskProgress value)
        {
            if (value.Step == "final drizzle") source.Cancel();
        }
    }

    private static void Run(string[] files) => AstroDrizzle.Run(files, null, null, TestContext.Current.CancellationToken);

    /// <summary>Runs and expects an error; the inputs must be the same bytes afterwards, and no product may be there.</summary>
    private static T Refused<T>(IReadOnlyList<string> inputs, IReadOnlyList<string> given, AstroDrizzleOptions options) where T : HstException
    {
        string folder = Path.GetDirectoryName(inputs[0])!;
        var before = inputs.Select(File.ReadAllBytes).ToArray();
        var error = Assert.ThrowsAny<T>(() => GoldenCase.InFolder(folder, () => AstroDrizzle.Run(given, options with { Preserve = false })));
        for (int i = 0; i < inputs.Count; i++) Assert.Equal(before[i], File.ReadAllBytes(inputs[i]));
        Assert.Empty(Directory.EnumerateFiles(folder, "*_dr?*.fits"));
        return error;
    }

    private static void WithInputs(Action<IReadOnlyList<string>> test)
    {
        string folder = Checkout.NewScratchFolder();
        try { test([.. "abc".Select(c => GoldenCase.WriteInput(folder, $"isim01a{c}q"))]); }
        finally { Directory.Delete(folder, recursive: true); }
    }
}
