using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Tasks;
using HstNotebooks.Tests.Wcs;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>Runs that are not the usual: the WCS rebuilt first, single images compressed, a moving target.</summary>
[Collection(WorkingFolder.Name)]
public sealed class RunVariantTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Updatewcs_rebuilds_the_WCS_of_the_inputs_first()
    {
        string alone = Directory.CreateDirectory(Path.Combine(folder, "alone")).FullName, run = Directory.CreateDirectory(Path.Combine(folder, "run")).FullName;
        var hrc = UpdateCase.All.First(c => c.Name == "hrc-subarray");
        string first = hrc.Write(alone), second = hrc.Write(run);
        foreach (string path in (string[])[first, second]) Complete(path);
        UpdateWcs.Run(first, new UpdateWcsOptions { RefDir = alone }, null, TestContext.Current.CancellationToken);
        string? before = Environment.GetEnvironmentVariable("jref");
        AstroDrizzleResult result;
        try
        {
            Environment.SetEnvironmentVariable("jref", run);
            result = GoldenCase.InFolder(run, () => AstroDrizzle.Run([second], new AstroDrizzleOptions { UpdateWcs = true, Preserve = false, Clean = true }));
        }
        finally { Environment.SetEnvironmentVariable("jref", before); }
        using FitsFile expected = FitsFile.Open(first), updated = FitsFile.Open(second);
        foreach (string keyword in (string[])["CRVAL1", "CRVAL2", "CD1_1", "CD1_2", "CD2_1", "CD2_2", "A_1_1", "B_2_0", "IDCSCALE"])
            Assert.Equal(expected.Image("SCI", 1).Header.GetDouble(keyword), updated.Image("SCI", 1).Header.GetDouble(keyword));
        var frame = OutputFrame.FromChips([ImageWcs.FromHeader(expected.Image("SCI", 1).Header, expected)]);
        Assert.Equal((frame.Width, frame.Height, frame.Wcs.CrVal1), (result.Frame.Width, result.Frame.Height, result.Frame.Wcs.CrVal1));
        Assert.Equal("updatewcs", Assert.Throws<ParameterException>(() => AstroDrizzle.Run([second], new AstroDrizzleOptions { UpdateWcs = true, Coeffs = false }, null, TestContext.Current.CancellationToken)).Parameter);
    }

    /// <summary>Gives the exposure what drizzling needs and updatewcs does not: pixels, exposure time, electronics.</summary>
    private static void Complete(string path) => FitsFile.Update(path, f =>
    {
        var science = f.Image("SCI", 1);
        var random = new Random(3);
        var image = new Image<float>(science.Header.FindInt("NPIX1") ?? science.Width, science.Header.FindInt("NPIX2") ?? science.Height);
        foreach (ref float v in image.Span) v = random.NextSingle();
        science.SetImage(image);
        science.Header.Set("BUNIT", "ELECTRONS");
        var header = f.PrimaryHeader;
        header.Set("EXPTIME", 100.0);
        header.Set("CCDAMP", "C");
        header.Set("MEANDARK", 0.0);
        foreach (char a in "ABCD")
        {
            header.Set("ATODGN" + a, 2.0);
            header.Set("READNSE" + a, 4.0);
        }
    });

    [Fact]
    public void Compressed_single_images_hold_the_same_pixels()
    {
        string[] inputs = Inputs("ab");
        var options = new AstroDrizzleOptions { Preserve = false, DrizCombine = false };
        GoldenCase.InFolder(folder, () => AstroDrizzle.Run(inputs, options));
        float[] plain = Read("isim01aaq_single_sci.fits"), weight = Read("isim01abq_single_wht.fits"), median = Read("final_med.fits");
        GoldenCase.InFolder(folder, () => AstroDrizzle.Run(inputs, options with { DrizSepCompress = true }));
        Assert.Equal(plain, Read("isim01aaq_single_sci.fits"));
        Assert.Equal(weight, Read("isim01abq_single_wht.fits"));
        Assert.Equal(median, Read("final_med.fits"));
        using (var file = FitsFile.Open(Path.Combine(folder, "isim01aaq_single_sci.fits")))
        {
            Assert.True(((ImageHdu)file.Hdus[1]).IsCompressed);
            Assert.Equal(1, file.Hdus[1].Header.GetInt("NCOMBINE"));
        }
        // The step alone reads them too.
        GoldenCase.InFolder(folder, () => CreateMedian.Run("*_flc.fits", new CreateMedianOptions { Output = "again", CombineMaskPt = 0.3 }));
        Assert.Equal(median, Read("again_med.fits"));
    }

    [Fact]
    public void A_moving_target_is_drizzled_in_the_frame_of_its_first_exposure()
    {
        string[] inputs = Inputs("ab");
        foreach (string input in inputs) FitsFile.Update(input, f => f.PrimaryHeader.Set("MTFLAG", "T"));
        // The target moved by 100 arcsec between the exposures.
        FitsFile.Update(inputs[1], f =>
        {
            foreach (int v in (int[])[1, 2]) f.Image("SCI", v).Header.Set("CRVAL2", f.Image("SCI", v).Header.GetDouble("CRVAL2") + 100 / 3600.0);
        });
        var options = new AstroDrizzleOptions { Preserve = false, Clean = true, SkyMethod = SkyMethod.Match };
        var one = GoldenCase.InFolder(folder, () => AstroDrizzle.Run([inputs[0]], options));
        var (both, weight) = GoldenCase.InFolder(folder, () =>
        {
            var made = AstroDrizzle.Run(inputs, options);
            return (made, made.ReadWeight());
        });
        Assert.Equal((one.Frame.Width, one.Frame.Height, one.Frame.Wcs.CrVal2), (both.Frame.Width, both.Frame.Height, both.Frame.Wcs.CrVal2));
        Assert.Contains(both.Warnings, w => w.Contains("moving target", StringComparison.Ordinal));
        // Both exposures, 500 and 520 s, fall on the pixels of one; the pixel area varies by 3 percent over the chips.
        float[] weights = [.. weight.Pixels.Where(w => w > 0).Order()];
        Assert.Equal(1020, weights[weights.Length / 2], 15f);
    }

    [Fact]
    public void A_subarray_of_a_moving_target_is_refused()
    {
        string[] inputs = Inputs("ab");
        foreach (string input in inputs) FitsFile.Update(input, f => f.PrimaryHeader.Set("MTFLAG", true));
        FitsFile.Update(inputs[1], f =>
        {
            foreach (string name in (string[])["SCI", "ERR"]) f.Image(name, 2).SetImage(new Image<float>(300, 200));
            f.Image("DQ", 2).SetImage(new Image<short>(300, 200));
        });
        Assert.Equal("MTFLAG", Assert.Throws<InputException>(() => GoldenCase.InFolder(folder, () => AstroDrizzle.Run(inputs, new AstroDrizzleOptions { Preserve = false }))).Keyword);
    }

    private string[] Inputs(string exposures) => [.. exposures.Select(c => GoldenCase.WriteInput(folder, $"isim01a{c}q"))];

    private float[] Read(string name)
    {
        using var file = FitsFile.Open(Path.Combine(folder, name));
        return file.Hdus.OfType<ImageHdu>().First(h => h.HasData).Read<float>().Pixels;
    }
}
