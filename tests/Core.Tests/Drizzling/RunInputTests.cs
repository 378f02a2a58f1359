using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Parameters;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>What a user can bring along to a run: inverse variance maps, rules for the headers, more than 32 chips, a parameter file.</summary>
[Collection(WorkingFolder.Name)]
public sealed class RunInputTests : IDisposable
{
    private static readonly AstroDrizzleOptions OnlyFinal = new() { Preserve = false, SkySub = false, Static = false, DrizSeparate = false, Median = false, Blot = false, DrizCr = false, RunFile = "" };
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Inverse_variance_maps_of_a_list_are_the_weights()
    {
        Inputs("ab");
        var options = OnlyFinal with { FinalWhtType = WeightType.Ivm, Output = "own" };
        Run("*_flc.fits", options);
        // The maps that the run made, from its final masks, given back as the user's own, with nonsense where a pixel is masked.
        foreach (char c in "ab")
        {
            using var file = new FitsFile();
            file.Add(new ImageHdu());
            for (int v = 1; v <= 2; v++)
            {
                var map = Read($"isim01a{c}q_sci{v}_final_mask.fits");
                foreach (ref float w in map.Span) if (w == 0) w = float.NaN;
                var hdu = ImageHdu.Create(map);
                hdu.Header.Set("EXTNAME", "IVM");
                hdu.Header.Set("EXTVER", (long)v);
                file.Add(hdu);
            }
            file.Save(In($"{c}_ivm.fits"));
        }
        File.WriteAllLines(In("in.lst"), ["# exposure and map", "isim01aaq_flc.fits a_ivm.fits", "isim01abq_flc.fits   b_ivm.fits # second"]);
        Run("@in.lst", options with { Output = "user" });
        foreach (string product in (string[])["sci", "wht", "ctx"]) Assert.Equal(Read($"own_drc_{product}.fits").Pixels, Read($"user_drc_{product}.fits").Pixels);
        // The weights are exptime^2 / p^4 times the map; the same scale everywhere.
        Assert.InRange(Read("user_drc_wht.fits").Pixels.Max(), 500 * 500 / 60.0, 1e6);

        File.WriteAllLines(In("in.lst"), ["isim01aaq_flc.fits nowhere.fits", "isim01abq_flc.fits b_ivm.fits"]);
        Assert.Equal("nowhere.fits", Assert.Throws<InputException>(() => Run("@in.lst", options)).File);
        FitsFile.Update(In("a_ivm.fits"), f => f.Image("IVM", 2).SetImage(new Image<float>(5, 5)));
        File.WriteAllLines(In("in.lst"), ["isim01aaq_flc.fits a_ivm.fits", "isim01abq_flc.fits b_ivm.fits"]);
        Assert.Contains("5 x 5", Assert.Throws<InputException>(() => Run("@in.lst", options)).Message);
    }

    [Fact]
    public void Weights_by_error_without_error_arrays_count_every_good_pixel_once_and_that_is_said()
    {
        string[] inputs = Inputs("a");
        FitsFile.Update(inputs[0], f =>
        {
            foreach (int v in (int[])[1, 2]) f.Remove(f["ERR", v]);
        });
        var result = Run("*_flc.fits", OnlyFinal with { FinalWhtType = WeightType.Err, FinalKernel = DrizzleKernel.Point });
        Assert.Equal(2, result.Warnings.Count(w => w.Contains("no ERR array", StringComparison.Ordinal)));
        Assert.Equal([0f, 1f, 2f], Read("isim01aaq_drc_wht.fits").Pixels.Distinct().Order().Take(3));
    }

    [Fact]
    public void The_context_of_34_chips_has_two_planes_whose_bits_are_the_chips()
    {
        string first = Inputs("a")[0];
        for (int n = 1; n <= 17; n++) File.Copy(first, In($"c{n:D2}_flc.fits"));
        File.Delete(first);
        // Only one exposure has good pixels in the middle of chip 1.
        for (int n = 1; n <= 17; n++)
            if (n is not (16 or 17))
                FitsFile.Update(In($"c{n:D2}_flc.fits"), f =>
                {
                    var bad = new Image<short>(600, 500);
                    bad.Span.Fill(4);
                    f.Image("DQ", 1).SetImage(bad);
                });
        Run("c*_flc.fits", OnlyFinal with { FinalKernel = DrizzleKernel.Point, Clean = true, Output = "many" });
        using var file = FitsFile.Open(In("many_drc_ctx.fits"));
        var hdu = (ImageHdu)file.Hdus[0];
        Assert.Equal(3, hdu.Axes.Count);
        Assert.Equal(2, hdu.Axes[2]);
        int[] planes = hdu.ReadArray<int>();
        int size = planes.Length / 2, low = 0, high = 0;
        for (int i = 0; i < size; i++)
        {
            low |= planes[i];
            high |= planes[size + i];
        }
        // Chips 1 and 2 of exposure n have the bits 2n - 2 and 2n - 1, counted over the planes; chip 1 of exposures 1 to 15 is masked.
        Assert.Equal(unchecked((int)(0xAAAAAAAA | 1u << 30)), low);
        Assert.Equal(0b11, high);
        Assert.Equal(34, file.PrimaryHeader.GetInt("NDRIZIM"));
        Assert.StartsWith("c17_flc.fits[sci,2]", file.PrimaryHeader.GetString("D034DATA"));
    }

    [Fact]
    public void Rules_in_the_working_directory_or_named_blend_the_headers()
    {
        Inputs("ab");
        File.WriteAllText(In("mine.rules"), "!VERSION = 1.1\n!INSTRUMENT = WFC3\nEXPTIME  EXPTIME  sum\nROOTNAME\nTARGNAME TARGNAME first\nPHOTFLAM PHOTFLAM mean\n<delete> PROPOSID\n");
        Run("*_flc.fits", OnlyFinal with { Output = "x", Build = true, Clean = true });
        Check("x_drc.fits");
        File.Move(In("mine.rules"), In("other.txt"));
        Run("*_flc.fits", OnlyFinal with { Output = "y", Build = true, Clean = true, RulesFile = "other.txt" });
        Check("y_drc.fits");
        Assert.Throws<InputException>(() => Run("*_flc.fits", OnlyFinal with { Output = "z", RulesFile = "none.rules" }));

        void Check(string product)
        {
            using var file = FitsFile.Open(In(product));
            var table = ((TableHdu)file["HDRTAB"]).ReadTable();
            Assert.Equal(["ROOTNAME"], table.Columns.Select(c => c.Name));
            Assert.Equal(4, table.RowCount);
            Assert.False(file.PrimaryHeader.Contains("PROPOSID"));
            Assert.True(file.PrimaryHeader.Contains("TARGNAME"));
        }
    }

    [Fact]
    public void A_field_across_right_ascension_zero_is_the_same_image()
    {
        string[] inputs = Inputs("ab");
        var there = Run("*_flc.fits", OnlyFinal with { Clean = true, Output = "there" });
        double zero = there.Frame.Wcs.CrVal1;
        foreach (string input in inputs)
            FitsFile.Update(input, f =>
            {
                foreach (int v in (int[])[1, 2])
                {
                    var header = f.Image("SCI", v).Header;
                    header.Set("CRVAL1", (header.GetDouble("CRVAL1") - zero + 360) % 360);
                }
            });
        var here = Run("*_flc.fits", OnlyFinal with { Clean = true, Output = "here" });
        Assert.Equal((there.Frame.Width, there.Frame.Height), (here.Frame.Width, here.Frame.Height));
        Assert.Equal(0, Math.IEEERemainder(here.Frame.Wcs.CrVal1, 360), 1e-9);
        float[] a = Read("there_drc_sci.fits").Pixels, b = Read("here_drc_sci.fits").Pixels;
        // Positions differ by rounding of degrees, 1e-13.
        for (int i = 0; i < a.Length; i++) Assert.True((float.IsNaN(a[i]) && float.IsNaN(b[i])) || Math.Abs(a[i] - b[i]) <= 1e-6f * Math.Max(1, Math.Abs(a[i])), $"pixel {i}: {a[i]} and {b[i]}");
    }

    [Fact]
    public void A_parameter_file_is_read_and_what_is_given_beside_it_wins()
    {
        Inputs("a");
        File.WriteAllText(In("run.cfg"), "output = \"fromfile\"\nskysub = False\n[STEP 7: DRIZZLE FINAL COMBINED IMAGE]\nfinal_kernel = \"point\"\nfinal_pixfrac = 0.5\n");
        var options = ParameterSet.Bind<AstroDrizzleOptions>([new("configobj", In("run.cfg")), new("final_pixfrac", "0.7")], OnlyFinal);
        var result = Run("*_flc.fits", options);
        Assert.Equal(("fromfile_drc_sci.fits", DrizzleKernel.Point, 0.7), (result.SciencePath, result.Options.FinalKernel, result.Options.FinalPixFrac));
    }

    private AstroDrizzleResult Run(string input, AstroDrizzleOptions options) => GoldenCase.InFolder(folder, () => AstroDrizzle.Run(input, options));

    private string[] Inputs(string exposures) => [.. exposures.Select(c => GoldenCase.WriteInput(folder, $"isim01a{c}q"))];

    private string In(string name) => Path.Combine(folder, name);

    private Image<float> Read(string name)
    {
        using var file = FitsFile.Open(In(name));
        return file.Hdus.OfType<ImageHdu>().First(h => h.HasData).Read<float>();
    }
}
