using HstNotebooks.Alignment;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Simulation;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Alignment;

/// <summary>The parameter <c>updatewcs</c>: the WCS is rebuilt first, and what is rebuilt is what is aligned.</summary>
public sealed class TweakRegUpdateWcsTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();
    private readonly SimulationResult made;

    public TweakRegUpdateWcsTests()
    {
        var all = CameraScenes.Wfpc2();
        made = (all with { Exposures = [all.Exposures[1]] }).Write(folder, cancel: TestContext.Current.CancellationToken);
        // As the archive gives a raw exposure: a linear WCS without distortion.
        FitsFile.Update(made.Exposures[0], fits =>
        {
            foreach (var header in WcsArchive.ScienceHeaders(fits))
            {
                header.RemoveWhere(card => card.Keyword.StartsWith("A_", StringComparison.Ordinal) || card.Keyword.StartsWith("B_", StringComparison.Ordinal));
                header.Set("CTYPE1", "RA---TAN");
                header.Set("CTYPE2", "DEC--TAN");
            }
        });
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private TweakRegOptions Options => new()
    {
        OutputFolder = folder,
        RefCat = made.Catalogs[0],
        SourceFinding = new() { Threshold = 50, ConvWidth = 3.5 },
        UpdateHdr = true,
        WcsName = "GAIA",
        WriteCat = false,
    };

    private bool HasDistortion()
    {
        using var file = FitsFile.Open(made.Exposures[0]);
        return WcsArchive.ScienceHeaders(file).All(h => h.FindString("CTYPE1") == "RA---TAN-SIP" && h.Contains("A_ORDER"));
    }

    [Fact]
    public void The_rebuilt_WCS_is_what_is_aligned()
    {
        var result = TweakReg.Run(made.Exposures, Options with { UpdateWcs = true }, cancel: TestContext.Current.CancellationToken);
        Assert.True(result.IsGood, string.Join('\n', result.Images[0].Reasons));
        Assert.True(HasDistortion());
        // The limit of WFPC2 in CameraScenesTests, where the headers have their distortion from the beginning.
        Assert.All(TruthCheck.Compare(made.Exposures).Doubles("worst"), worst => Assert.InRange(worst, 0, 1.5));
        Assert.Contains("updatewcs:", File.ReadAllText(Path.Combine(folder, "tweakreg.log")));
        Assert.Equal(4, result.Images[0].AlignedWcs.Count);
        using var file = FitsFile.Open(made.Exposures[0]);
        Assert.Equal("GAIA", file["SCI", 1].Header.FindString("WCSNAME"));
    }

    [Fact]
    public void Without_it_the_missing_distortion_is_no_good_alignment()
    {
        var result = TweakReg.Run(made.Exposures, Options, cancel: TestContext.Current.CancellationToken);
        Assert.True(result.Images[0].Verdict is AlignmentVerdict.Poor or AlignmentVerdict.Failed, string.Join('\n', result.Images[0].Reasons));
        Assert.False(result.Images[0].HeaderUpdated);
        Assert.False(HasDistortion());
    }

    [Fact]
    public void A_missing_reference_file_stops_the_run_before_any_file_is_changed()
    {
        foreach (string table in Directory.GetFiles(folder, "*_idc.fits")) File.Delete(table);
        byte[] before = File.ReadAllBytes(made.Exposures[0]);
        var error = Assert.ThrowsAny<HstException>(() => TweakReg.Run(made.Exposures, Options with { UpdateWcs = true }, cancel: TestContext.Current.CancellationToken));
        Assert.Contains("_idc.fits", error.Message + error.Advice);
        Assert.Equal(before, File.ReadAllBytes(made.Exposures[0]));
    }
}
