using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Tasks;
using HstNotebooks.Tests.Wcs;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Tasks;

/// <summary>tweakback and apply_tweak against golden/tasks/tweakback.</summary>
public sealed class TweakBackTests : IDisposable
{
    private static readonly string[] Roots = ["isim01aaq", "isim01abq", "isim01acq"];
    private readonly string _folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("tweakback_after", "GaiaTB")]
    [InlineData("apply_tweak_after", "GaiaAT")]
    public void The_exposures_get_the_recorded_WCS(string recorded, string newName)
    {
        string drizzled = Prepare();
        var cancel = TestContext.Current.CancellationToken;
        var result = recorded == "tweakback_after"
            ? TweakBack.Run(drizzled, new TweakBackOptions { OrigWcs = "Rel", WcsName = "GaiaDRZ", NewName = newName }, cancel: cancel)
            : ApplyTweak.Run(drizzled, new ApplyTweakOptions { OrigWcsName = "Rel", OutputWcsName = newName }, cancel: cancel);
        Assert.Equal(3, result.Files.Count);
        foreach (string root in Roots)
        {
            using var file = FitsFile.Open(Path.Combine(_folder, root + "_flc.fits"));
            for (int chip = 1; chip <= 2; chip++)
            {
                var header = file["SCI", chip].Header;
                var expected = WcsCorrectionTests.Header($"golden/tasks/tweakback/{recorded}/{root}_flc_sci{chip}.hdr.txt");
                foreach (string keyword in (string[])["CRVAL1", "CRVAL2", "CRVAL1A", "CRVAL2A", "CRVAL1B", "CRVAL2B"])
                    Assert.Equal(expected.GetDouble(keyword), header.GetDouble(keyword), 1e-9);
                foreach (string keyword in (string[])["CD1_1", "CD1_2", "CD2_1", "CD2_2"]) // the recorded derivative carries rounding, see WcsCorrectionTests
                    Assert.Equal(expected.GetDouble(keyword), header.GetDouble(keyword), 1e-5 * 5e-9);
                foreach (string keyword in (string[])["WCSNAME", "WCSNAMEA", "WCSNAMEB", "WCSTYPE", "WCSTYPEB", "CTYPE1"])
                    Assert.Equal(expected.GetString(keyword).Trim(), header.GetString(keyword).Trim());
                var pairs = PairTable.Read($"golden/tasks/tweakback/{recorded}/{root}_flc_sci{chip}_pixsky.csv");
                double[] ra = new double[pairs.Count], dec = new double[pairs.Count];
                ImageWcs.FromHeader(header, file).PixelToSky(pairs["x"], pairs["y"], ra, dec);
                Assert.Null(pairs.WorstAbove(1e-9, "ra", ra));
                Assert.Null(pairs.WorstAbove(1e-9, "dec", dec));
            }
        }
    }

    [Fact]
    public void The_right_WCS_is_recognised_and_the_result_says_how()
    {
        // The reference stops here with "already present", because it takes the archived names.
        var result = TweakBack.Run(Prepare(), cancel: TestContext.Current.CancellationToken);
        Assert.Equal("Rel", result.Before.Name);
        Assert.Equal("GaiaDRZ", result.After.Name);
        Assert.Equal("GaiaDRZ", result.WcsName);
        Assert.Contains("because the exposures have a WCS of this name", result.Reason, StringComparison.Ordinal);
        Assert.Equal("B: Rel", result.Files[1].Archived.ToString());
        Assert.InRange(result.Files[0].ShiftArcsec, 0.2, 0.6); // the pointing error put into the simulation is 0.38 arcsec
        using var file = FitsFile.Open(Path.Combine(_folder, "isim01abq_flc.fits"));
        Assert.Equal("GaiaDRZ", file["SCI", 1].Header.GetString("FITNAME"));
        Assert.Equal(1.70908720065199E-07, file["SCI", 1].Header.GetDouble("RMS_RA"));
        Assert.Equal("Rel", file["SCI", 1].Header.GetString("FITNAMEB"));
    }

    [Fact]
    public void A_name_in_use_a_missing_name_and_a_second_run_are_refused_before_anything_changes()
    {
        string drizzled = Prepare();
        var cancel = TestContext.Current.CancellationToken;
        byte[] bytes = File.ReadAllBytes(Path.Combine(_folder, "isim01aaq_flc.fits"));
        Assert.Equal("newname", Assert.Throws<WcsException>(() => TweakBack.Run(drizzled, new TweakBackOptions { NewName = "rel" }, cancel: cancel)).Parameter);
        Assert.Equal("origwcs", Assert.Throws<WcsException>(() => TweakBack.Run(drizzled, new TweakBackOptions { OrigWcs = "nope" }, cancel: cancel)).Parameter);
        Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(_folder, "isim01aaq_flc.fits")));
        TweakBack.Run(drizzled, cancel: cancel);
        var error = Assert.Throws<WcsException>(() => TweakBack.Run(drizzled, new TweakBackOptions { NewName = "Other" }, cancel: cancel));
        Assert.Contains("was made with Rel", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_exposure_is_named()
    {
        string drizzled = Prepare();
        File.Delete(Path.Combine(_folder, "isim01acq_flc.fits"));
        Assert.Contains("isim01acq_flc.fits", Assert.Throws<InputException>(() => TweakBack.Run(drizzled, cancel: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    private string Prepare()
    {
        foreach (string root in Roots) Copy($"flc_before/{root}_flc_skeleton.fits.gz", root + "_flc.fits");
        return Copy("drz_after_tweak_skeleton.fits.gz", "sim_drc_sci.fits");
    }

    private string Copy(string source, string name)
    {
        string path = Path.Combine(_folder, name);
        using var file = FitsFile.Open(SharedData.Path("golden/tasks/tweakback", source));
        file.Save(path);
        return path;
    }
}
