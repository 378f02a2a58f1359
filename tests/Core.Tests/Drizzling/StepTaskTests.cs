using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Parameters;
using HstNotebooks.Tests.Parameters;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>The steps as tasks of their own: DrizzlePac's parameters, and the products of a whole run.</summary>
[Collection(WorkingFolder.Name)]
public sealed class StepTaskTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("staticMask", typeof(CreateStaticMaskOptions), 3)]
    [InlineData("sky", typeof(SkyMatchOptions), 16)]
    [InlineData("adrizzle", typeof(DrizzleOptions), 23)]
    [InlineData("createMedian", typeof(CreateMedianOptions), 11)]
    [InlineData("ablot", typeof(BlotOptions), 21)]
    [InlineData("drizCR", typeof(DrizCrOptions), 6)]
    public void Every_parameter_of_DrizzlePac_is_there_with_its_section_default_and_choices(string task, Type options, int count)
    {
        var ours = ParameterBinding.Of(options).ToDictionary(b => b.Description.Name, b => b.Description);
        // The images that a task works on are arguments. The exact map is the default here.
        ReferenceParameter[] expected = [.. ReferenceParameter.Of(task).Where(p => p.Name is not ("input" or "data" or "imageList")).Select(p => p.Name == "stepsize" ? p with { Default = "0" } : p)];
        Assert.Empty(expected.SelectMany(p => p.Differences(ours.GetValueOrDefault(p.Name))));
        Assert.Equal(count, expected.Length);
    }

    [Fact]
    public void The_steps_one_by_one_make_the_products_of_a_whole_run()
    {
        using var run = GoldenCase.Run("default", ("stepsize", "0"), ("driz_cr_corr", "true"));
        string folder = Checkout.NewScratchFolder();
        try
        {
            foreach (char c in "abc") GoldenCase.WriteInput(folder, $"isim01a{c}q");
            GoldenCase.InFolder(folder, () => { RunSteps(run); return 0; });
            Same("isim01aaq_single_sci.fits", "isim01aaq_single_wht.fits", "isim01acq_single_sci.fits", "sim_med.fits", "isim01aaq_sci1_blt.fits", "isim01abq_sci2_blt.fits", "isim01aaq_sci1_crmask.fits",
                "isim01acq_sci2_crmask.fits", "isim01aaq_crclean.fits", "sim_drc_sci.fits", "sim_drc_wht.fits", "sim_drc_ctx.fits");
            Assert.Equal(run.Ours("sim_500x600_1_staticMask.fits").Pixels, Read(Path.Combine(folder, "final_500x600_1_staticMask.fits")).Pixels);
            foreach (char c in "abc")
                for (int version = 1; version <= 2; version++)
                {
                    using FitsFile whole = FitsFile.Open(Path.Combine(run.Folder, $"isim01a{c}q_flc.fits")), step = FitsFile.Open(Path.Combine(folder, $"isim01a{c}q_flc.fits"));
                    Assert.Equal(whole.Image("SCI", version).Header.GetDouble("MDRIZSKY"), step.Image("SCI", version).Header.GetDouble("MDRIZSKY"));
                    Assert.Equal(whole.Image("DQ", version).Read<short>().Pixels, step.Image("DQ", version).Read<short>().Pixels);
                }
        }
        finally { Directory.Delete(folder, recursive: true); }

        void Same(params string[] products)
        {
            foreach (string name in products)
            {
                float[] whole = name.Contains("crclean", StringComparison.Ordinal) ? Chip(run.Folder, name) : run.Ours(name).Pixels, step = name.Contains("crclean", StringComparison.Ordinal) ? Chip(folder, name) : Read(Path.Combine(folder, name)).Pixels;
                Assert.Equal(whole.Length, step.Length);
                int different = 0;
                for (int i = 0; i < whole.Length; i++) if (!whole[i].Equals(step[i])) different++;
                output.WriteLine($"{name}: {different} of {whole.Length} pixels differ");
                Assert.Equal(0, different);
            }
        }

        static float[] Chip(string folder, string name)
        {
            using var file = FitsFile.Open(Path.Combine(folder, name));
            return file.Image("SCI", 1).Read<float>().Pixels;
        }
    }

    /// <summary>The steps of the case default (its params.json) as tasks.</summary>
    private static void RunSteps(GoldenCase run)
    {
        var token = TestContext.Current.CancellationToken;
        CreateStaticMask.Run("*_flc.fits", cancel: token);
        var sky = SkyMatch.Run("*_flc.fits", new SkyMatchOptions { SkyMethod = SkyMethod.Match, SkyBits = run.Result.Options.SkyBits }, cancel: token);
        Assert.Equal(run.Result.Chips.Doubles("sky"), sky.Chips.Doubles("sky"));
        foreach (char c in "abc")
        {
            string mask = $"isim01a{c}q_sci{{0}}_single_mask.fits";
            foreach (int chip in (int[])[1, 2]) File.Copy(Path.Combine(run.Folder, string.Format(null, mask, chip)), string.Format(null, mask, chip));
            var single = Drizzle.Run($"isim01a{c}q_flc.fits", new DrizzleOptions
            {
                InWeight = string.Format(null, mask, 1) + "," + string.Format(null, mask, 2),
                OutData = $"isim01a{c}q_single_sci.fits",
                OutWeight = $"isim01a{c}q_single_wht",
                RefImage = Path.Combine(run.Folder, "sim_drc_sci.fits"),
                Kernel = DrizzleKernel.Turbo,
                SubtractSky = true,
                FillVal = 0,
            }, cancel: token);
            Assert.Equal(["isim01a" + c + "q_flc.fits[sci,1]", "isim01a" + c + "q_flc.fits[sci,2]"], single.Inputs);
        }
        var median = CreateMedian.Run("*_flc.fits", new CreateMedianOptions { Output = "sim", CombineMaskPt = 0.3 }, cancel: token);
        Assert.Equal("sim_med.fits", median.Path);
        foreach (char c in "abc")
            foreach (int chip in (int[])[1, 2])
                Blot.Run("sim_med.fits", new BlotOptions { Reference = $"isim01a{c}q_flc.fits[sci,{chip}]", OutData = $"isim01a{c}q_sci{chip}_blt.fits" }, cancel: token);
        var hits = DrizCr.Run("*_flc.fits", new DrizCrOptions { DrizCrCorr = true }, cancel: token);
        Assert.Equal(run.Result.Chips.Doubles("cosmicrays"), hits.Chips.Doubles("cosmicrays"));
        // Chip by chip, each call continuing the output of the one before.
        foreach (char c in "abc")
            foreach (int chip in (int[])[1, 2])
                Drizzle.Run($"isim01a{c}q_flc.fits[sci,{chip}]", new DrizzleOptions
                {
                    InWeight = Path.Combine(run.Folder, $"isim01a{c}q_sci{chip}_final_mask.fits"),
                    WtScl = "1",
                    OutData = "sim_drc_sci.fits",
                    OutWeight = "sim_drc_wht.fits",
                    OutContext = "sim_drc_ctx.fits",
                    RefImage = Path.Combine(run.Folder, "sim_drc_sci.fits"),
                    SubtractSky = true,
                }, cancel: token);
        using var product = FitsFile.Open("sim_drc_sci.fits");
        Assert.Equal(6, product.PrimaryHeader.GetInt("NDRIZIM"));
        Assert.Equal(1500, product.PrimaryHeader.GetDouble("EXPTIME"), 1e-6);
        Assert.Equal("isim01acq_flc.fits[sci,2]", product.PrimaryHeader.GetString("D006DATA").Trim());
    }

    [Fact]
    public void What_a_step_needs_and_is_not_there_is_named() => InScratch(() =>
    {
        Assert.Equal("isim01aaq_single_sci.fits", Assert.Throws<InputException>(() => CreateMedian.Run("*_flc.fits", cancel: Token)).File);
        Assert.Equal("isim01aaq_sci1_blt.fits", Assert.Throws<InputException>(() => DrizCr.Run("*_flc.fits", cancel: Token)).File);
        Assert.Equal("outdata", Assert.Throws<ParameterException>(() => Drizzle.Run("isim01aaq_flc.fits", new DrizzleOptions(), cancel: Token)).Parameter);
        Drizzle.Run("isim01aaq_flc.fits", new DrizzleOptions { OutData = "single" }, cancel: Token);
        Assert.Equal("addsky", Assert.Throws<InputException>(() => Blot.Run("single.fits", new BlotOptions { Reference = "isim01aaq_flc.fits[sci,1]", OutData = "b" }, cancel: Token)).Parameter);
        Assert.Equal("orient", Assert.Throws<ParameterException>(() => Drizzle.Run("isim01aaq_flc.fits", new DrizzleOptions { OutData = "d", OutScale = 0.04 }, cancel: Token)).Parameter);
        Assert.Equal("inweight", Assert.Throws<ParameterException>(() => Drizzle.Run("isim01aaq_flc.fits", new DrizzleOptions { OutData = "d", InWeight = "w.fits" }, cancel: Token)).Parameter);
        Assert.Equal("driz_cr", Assert.Throws<ParameterException>(() => DrizCr.Run("*_flc.fits", new DrizCrOptions { DrizCr = false }, cancel: Token)).Parameter);
        Assert.Equal("data", Assert.Throws<InputException>(() => Blot.Run("isim01aaq_flc.fits[sci,1]", new BlotOptions { Reference = "isim01aaq_flc.fits[sci,1]", OutData = "b" }, cancel: Token)).Parameter);
        File.WriteAllText("taken.fits", "");
        Assert.Equal("outweight", Assert.Throws<InputException>(() => Drizzle.Run("isim01aaq_flc.fits", new DrizzleOptions { OutData = "taken" }, cancel: Token)).Parameter);
    });

    [Fact]
    public void Flags_that_cannot_be_cosmic_rays_are_doubted() => InScratch(() =>
    {
        SkyMatch.Run("*_flc.fits", cancel: Token);
        foreach (int chip in (int[])[1, 2])
        {
            using var file = new FitsFile();
            file.Add(ImageHdu.Create(new Image<float>(600, 500)));
            file.Save($"isim01aaq_sci{chip}_blt.fits");
        }
        var result = DrizCr.Run("*_flc.fits", new DrizCrOptions { CrBit = 0 }, cancel: Token);
        Assert.Equal(2, result.Warnings.Count(w => w.Contains("% of the pixels are flagged", StringComparison.Ordinal)));
        Assert.All(result.Chips.Doubles("sky"), sky => Assert.InRange(sky, 15, 25));
    });

    [Fact]
    public void Units_and_a_frame_of_the_users_are_followed() => InScratch(() =>
    {
        var frame = new DrizzleOptions { OutData = "d", OutScale = 0.04, Orient = 30, RaRef = 137.8588, DecRef = -64.905, XRefPix = 200, YRefPix = 150, OutNx = 400, OutNy = 300, SubtractSky = false };
        var rate = Drizzle.Run("isim01aaq_flc.fits", frame, cancel: Token);
        var counts = Drizzle.Run("isim01aaq_flc.fits", frame with { OutData = "c", OutUnits = FinalUnit.Counts }, cancel: Token);
        Assert.Equal((400, 300), (rate.Width, rate.Height));
        float[] a = rate.ReadImage().Pixels, b = counts.ReadImage().Pixels;
        // Two chips of one exposure of 500 s.
        for (int i = 0; i < a.Length; i++) if (!float.IsNaN(a[i])) Assert.Equal(500.0 * a[i], b[i], 1e-4 * Math.Abs(b[i]) + 1e-6);
        using var file = FitsFile.Open("d.fits");
        var wcs = LinearWcs.FromHeader(file.PrimaryHeader);
        Assert.Equal(30, wcs.Orientation, 1e-9);
        Assert.Equal(0.04, wcs.PixelScale, 1e-12);
        // Blotted with its own frame, the image comes back.
        var back = Blot.Run("d.fits", new BlotOptions { UseUserWcs = true, AddSky = false, OutUnits = FinalUnit.Cps, OutData = "b", OutScale = 0.04, Orient = 30, RaRef = 137.8588, DecRef = -64.905, XRefPix = 200, YRefPix = 150, OutNx = 400, OutNy = 300, Interpol = BlotInterpolation.Nearest }, cancel: Token);
        float[] again = back.ReadImage().Pixels;
        for (int i = 0; i < a.Length; i++) if (!float.IsNaN(a[i])) Assert.Equal(a[i], again[i], 1e-5f * Math.Abs(a[i]) + 1e-9f);
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Image<float> Read(string path)
    {
        using var file = FitsFile.Open(path);
        return ((ImageHdu)file.Hdus.First(h => h is ImageHdu { HasData: true })).Read<float>();
    }

    private static void InScratch(Action test)
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            GoldenCase.WriteInput(folder, "isim01aaq");
            GoldenCase.InFolder(folder, () => { test(); return 0; });
        }
        finally { Directory.Delete(folder, recursive: true); }
    }
}
