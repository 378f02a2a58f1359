using System.Security.Cryptography;
using System.Text;
using HstNotebooks.Drizzling;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Parameters;
using HstNotebooks.Simulation;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>
/// Walks every parameter of AstroDrizzle: a run with another value writes other pixels, other files or other headers than a run without, or the same
/// where that is the point of the parameter.
/// </summary>
[Collection(WorkingFolder.Name)]
public sealed class ParameterEffectTests : IDisposable
{
    /// <summary>Parameters that change how the work is done, not what comes out.</summary>
    private static readonly string[] WithoutEffect = ["num_cores", "in_memory", "combine_bufsize"];

    /// <summary>Parameters whose effect needs another camera or reference files: NativeUnitsTests, RunVariantTests.</summary>
    private static readonly string[] Elsewhere = ["proc_unit", "gain", "gnkeyword", "updatewcs"];

    /// <summary>Parameter, value, and what else is set in both runs.</summary>
    private static readonly (string Name, string Value, string Others)[] Changes =
    [
        ("output", "named", ""), ("runfile", "other.log", ""), ("wcskey", "O", ""), ("coeffs", "false", ""), ("context", "false", ""), ("group", "sci,1", ""), ("build", "true", ""),
        ("crbit", "8192", ""), ("stepsize", "10", ""), ("resetbits", "0", ""), ("num_cores", "1", ""), ("in_memory", "true", ""), ("rules_file", "mine.txt", ""), ("mdriztab", "true", ""),
        ("restore", "true", "archive"), ("preserve", "false", ""), ("overwrite", "true", "archive"), ("clean", "true", ""),
        ("static", "false", ""), ("static_sig", "1", ""),
        ("skysub", "false", ""), ("skymethod", "globalmin", ""), ("skystat", "mean", ""), ("skywidth", "2", "skystat=mode"), ("skylower", "18", ""), ("skyupper", "22", ""), ("skyclip", "0", ""),
        ("skylsigma", "1", ""), ("skyusigma", "1", ""), ("skymask_cat", "masks.txt", ""), ("use_static", "false", "static_sig=1"), ("sky_bits", "4", ""), ("skyfile", "sky.txt", ""), ("skyuser", "MYSKY", "skysub=false"),
        ("driz_separate", "false", "median=false;blot=false;driz_cr=false"), ("driz_sep_kernel", "point", ""), ("driz_sep_wt_scl", "expsq", ""), ("driz_sep_pixfrac", "0.4", ""), ("driz_sep_fillval", "7", ""),
        ("driz_sep_bits", "96", ""), ("driz_sep_compress", "true", ""), ("driz_sep_wcs", "true", ""), ("driz_sep_refimage", "frame.fits", ""), ("driz_sep_rot", "20", ""), ("driz_sep_scale", "0.09", ""),
        ("driz_sep_outnx", "120", "driz_sep_outnx=100;driz_sep_outny=90"), ("driz_sep_outny", "120", "driz_sep_outnx=100;driz_sep_outny=90"), ("driz_sep_ra", "290.2252", "driz_sep_ra=290.225;driz_sep_dec=37.8028"),
        ("driz_sep_dec", "37.803", "driz_sep_ra=290.225;driz_sep_dec=37.8028"), ("driz_sep_crpix1", "60", "driz_sep_crpix1=50;driz_sep_crpix2=50"), ("driz_sep_crpix2", "60", "driz_sep_crpix1=50;driz_sep_crpix2=50"),
        ("median", "false", "blot=false;driz_cr=false"), ("median_newmasks", "false", ""), ("combine_maskpt", "1.01", ""), ("combine_type", "mean", ""), ("combine_nsigma", "1 1", ""), ("combine_nlow", "1", "combine_type=median"),
        ("combine_nhigh", "1", "combine_type=median"), ("combine_lthresh", "0.03", "combine_type=median"), ("combine_hthresh", "0.05", "combine_type=median"), ("combine_grow", "0", ""), ("combine_bufsize", "0.01", ""),
        ("blot", "false", "driz_cr=false"), ("blot_interp", "linear", ""), ("blot_sinscl", "0.5", "blot_interp=sinc"), ("blot_addsky", "false", ""), ("blot_skyval", "5", "blot_addsky=false"),
        ("driz_cr", "false", ""), ("driz_cr_corr", "true", ""), ("driz_cr_snr", "9 8", ""), ("driz_cr_grow", "3", ""), ("driz_cr_ctegrow", "3", ""), ("driz_cr_scale", "9 8", ""),
        ("driz_combine", "false", ""), ("final_wht_type", "ERR", ""), ("final_kernel", "gaussian", ""), ("final_wt_scl", "2", ""), ("final_pixfrac", "0.5", ""), ("final_fillval", "0", ""), ("final_maskval", "-5", ""),
        ("final_bits", "96", ""), ("final_units", "counts", ""), ("final_err", "true", ""), ("final_wcs", "true", ""), ("final_refimage", "frame.fits", ""), ("final_rot", "20", ""), ("final_scale", "0.09", ""),
        ("final_outnx", "120", "final_outnx=100;final_outny=90"), ("final_outny", "120", "final_outnx=100;final_outny=90"), ("final_ra", "290.2252", "final_ra=290.225;final_dec=37.8028"),
        ("final_dec", "37.803", "final_ra=290.225;final_dec=37.8028"), ("final_crpix1", "60", "final_crpix1=50;final_crpix2=50"), ("final_crpix2", "60", "final_crpix1=50;final_crpix2=50"),
        ("rdnoise", "60", ""), ("rnkeyword", "MYNOISE", ""), ("exptime", "100", ""), ("expkeyword", "MYTIME", ""),
    ];

    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose()
    {
        foreach (string file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Every_parameter_is_walked() =>
        Assert.Equal(ParameterSet.Describe<AstroDrizzleOptions>().Select(p => p.Name).Order(), Changes.Select(c => c.Name).Concat(Elsewhere).Order());

    [Fact]
    public void Every_parameter_does_something()
    {
        string inputs = Directory.CreateDirectory(Path.Combine(folder, "inputs")).FullName;
        WriteInputs(inputs);
        var plain = new Dictionary<string, string>();
        var wrong = new List<string>();
        foreach (var (name, value, others) in Changes)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            if (!plain.TryGetValue(others, out string? without)) plain[others] = without = Run(inputs, others, null);
            string with = Run(inputs, others, KeyValuePair.Create(name, value));
            if (with == without != WithoutEffect.Contains(name)) wrong.Add(name + (with == without ? " changes nothing" : " changes the products"));
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>Runs in a fresh folder and gives a fingerprint of all that is in it afterwards.</summary>
    private string Run(string inputs, string others, KeyValuePair<string, string>? change)
    {
        string here = Directory.CreateDirectory(Path.Combine(folder, "run")).FullName;
        foreach (string file in Directory.GetFiles(inputs)) File.Copy(file, Path.Combine(here, Path.GetFileName(file)));
        if (others == "archive") Archive(here);
        var values = new Dictionary<string, string>();
        foreach (string pair in others.Split(';').Where(p => p.Contains('='))) values[pair.Split('=')[0]] = pair.Split('=')[1];
        if (change is { } c) values[c.Key] = c.Value;
        try
        {
            var result = GoldenCase.InFolder(here, () => AstroDrizzle.Run("t*_flc.fits", ParameterSet.Bind<AstroDrizzleOptions>(values)));
            return Fingerprint(here, result);
        }
        finally
        {
            foreach (string file in Directory.EnumerateFiles(here, "*", SearchOption.AllDirectories)) File.SetAttributes(file, FileAttributes.Normal);
            Directory.Delete(here, recursive: true);
        }
    }

    private static string Fingerprint(string here, AstroDrizzleResult result)
    {
        var text = new StringBuilder().AppendJoin('\n', result.Warnings);
        foreach (string path in Directory.EnumerateFiles(here, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            text.Append('\n').Append(Path.GetRelativePath(here, path));
            if (!path.EndsWith(".fits", StringComparison.Ordinal)) continue;
            using var file = FitsFile.Open(path);
            foreach (var hdu in file.Hdus)
            {
                text.Append(' ').Append(hdu.Header.FindString("BUNIT")).Append(hdu.Header.FindDouble("MDRIZSKY")).Append(hdu.Header.FindDouble("CRVAL1")).Append(hdu.Header.FindDouble("CRPIX2"));
                if (hdu is TableHdu table) text.AppendJoin(',', table.ReadTable().Columns.Select(column => column.Name));
                if (hdu is ImageHdu { HasData: true } image)
                    text.Append(image.IsCompressed).Append(image.Width).Append(Convert.ToHexString(SHA256.HashData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(image.ReadArray<float>().AsSpan()))));
            }
        }
        return text.ToString();
    }

    /// <summary>Three small dithered exposures of one field, and the files that parameters name.</summary>
    private static void WriteInputs(string folder)
    {
        var scene = TutorialScene.Ngc6791(CameraModels.Wfc3Uvis.Reduced(100, 80) with { CosmicRayRate = 0.05 });
        for (int i = 0; i < 3; i++)
        {
            var plan = scene.Exposures[1] with { RootName = $"t{i}", PosTarg1 = 0.3 * i, PosTarg2 = -0.2 * i, PointingError = PointingError.None, SkyRate = 0.055 + 0.004 * i, ExposureTime = 360 + 20 * i };
            string path = ExposureSimulator.Render(scene.Scene, plan).Save(folder)[0];
            var random = new Random(i);
            FitsFile.Update(path, f =>
            {
                f.PrimaryHeader.Set("MYNOISE", 50.0);
                f.PrimaryHeader.Set("MYTIME", 90.0);
                foreach (int v in (int[])[1, 2])
                {
                    f.Image("SCI", v).Header.Set("MYSKY", 3.0 + i);
                    var quality = f.Image("DQ", v).Read<short>();
                    // Bits of hot and bad pixels, and cosmic rays of an earlier run.
                    for (int n = 0; n < 300; n++) quality.Pixels[random.Next(quality.Pixels.Length)] |= (short)new[] { 4, 32, 64, 4096 }[n % 4];
                    f.Image("DQ", v).SetImage(quality);
                }
            });
        }
        foreach (string truth in Directory.GetFiles(folder, "*_truth.fits")) File.Delete(truth);
        RecommendedParameters.Write(folder);
        File.WriteAllText(Path.Combine(folder, "mine.txt"), "!VERSION = 1.1\n!INSTRUMENT = WFC3\nROOTNAME\n");
        File.WriteAllText(Path.Combine(folder, "sky.txt"), "t0_flc.fits 5\nt1_flc.fits 6\nt2_flc.fits 7\n");
        File.WriteAllText(Path.Combine(folder, "masks.txt"), "t0_flc.fits mask.fits mask.fits\n");
        var mask = new Image<byte>(100, 80);
        mask.Span[..4000].Fill(1);
        using (var file = new FitsFile())
        {
            file.Add(ImageHdu.Create(mask));
            file.Save(Path.Combine(folder, "mask.fits"));
        }
        using var exposure = Exposure.Open(Path.Combine(folder, "t0_flc.fits"));
        var frame = OutputFrame.FromChips([.. exposure.Chips.Select(c => c.Wcs)]);
        using var reference = new FitsFile();
        reference.Add(ImageHdu.Create(new Image<float>(frame.Width + 20, frame.Height + 10)));
        FrameHeader.SetWcs(reference.PrimaryHeader, frame);
        reference.Save(Path.Combine(folder, "frame.fits"));
    }

    /// <summary>An archive of the inputs as they were, which differs from what is there now.</summary>
    private static void Archive(string here)
    {
        string archive = Directory.CreateDirectory(Path.Combine(here, "OrIg_files")).FullName;
        foreach (string file in Directory.GetFiles(here, "t*_flc.fits"))
        {
            string copy = Path.Combine(archive, Path.GetFileName(file));
            File.Copy(file, copy);
            FitsFile.Update(copy, f =>
            {
                var image = f.Image("SCI", 1).Read<float>();
                foreach (ref float v in image.Span) v += 1000;
                f.Image("SCI", 1).SetImage(image);
            });
        }
    }
}
