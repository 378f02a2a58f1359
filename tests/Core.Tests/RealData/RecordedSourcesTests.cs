using HstNotebooks.Alignment;
using HstNotebooks.Fits;
using HstNotebooks.Simulation;
using HstNotebooks.Tests.Alignment;

namespace HstNotebooks.Tests.RealData;

/// <summary>Exposures rendered at full size from the sources that were found in real exposures of NGC 6791, through the whole of TweakReg.</summary>
public sealed class RecordedSourcesTests
{
    /// <summary>Recorded run A of facts/recorded-runs.md: exposure time, sky in electrons, shift to Gaia in pixels of the recorded frame.</summary>
    private static readonly (string Root, double Time, double Sky, double X, double Y)[] Recorded =
    [
        ("ibwb01xrq", 360, 15.34, 4.431611, -5.650320),
        ("ibwb01xxq", 360, 13.08, 4.873349, -4.844949),
        ("ibwb01xqq", 30, 1.3, 4.486309, -5.669926),
    ];

    /// <summary>Part of a star's light in the 5 x 5 pixels whose sum is the recorded flux.</summary>
    private const double InBox = 0.8;

    [Fact]
    public void Exposures_made_of_the_recorded_sources_lie_where_the_real_ones_lay()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string[] files = [.. Recorded.Select(r => Render(folder, r.Root, r.Time, r.Sky))];
            var options = new TweakRegOptions
            {
                OutputFolder = folder,
                RefCat = SharedData.Path("data", "ngc6791", "gaia.cat"),
                SourceFinding = new() { Threshold = 500.0, ConvWidth = 3.5 },
                FitGeometry = FitGeometry.General,
                Sigma = 2.3,
                RunFile = "",
                WriteCat = false,
                See2DPlot = false,
                ResidPlot = ResidualPlots.None,
            };
            var result = TweakReg.Run(files, options, cancel: TestContext.Current.CancellationToken);
            for (int i = 0; i < Recorded.Length; i++)
            {
                var image = result.Images[i];
                var (x, y) = RecordedFrame.ShiftAtCentre(result.ReferenceFrame.Wcs, image.Fit!);
                TestContext.Current.TestOutputHelper?.WriteLine(
                    $"{image.FileName}: {image.Sources.RowCount} sources, {image.MatchCount} matches, shift {x:F4} {y:F4} (recorded {Recorded[i].X:F4} {Recorded[i].Y:F4}), rms {image.Fit!.RmsX:F4} {image.Fit.RmsY:F4}");
                Assert.Equal(AlignmentVerdict.Good, image.Verdict);
                // The recorded headers are known to 0.01 pixel, and blended sources move by some hundredths.
                Assert.Equal(Recorded[i].X, x, 0.05);
                Assert.Equal(Recorded[i].Y, y, 0.05);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Render(string folder, string root, double time, double sky)
    {
        var description = new ExposureDescription
        {
            RootName = root,
            Camera = CameraModels.Wfc3Uvis,
            ExposureTime = time,
            Target = TutorialScene.Target,
            PaV3 = 258.98,
            SkyRate = sky / time,
            CosmicRayFactor = 0,
        };
        var chips = new List<ChipSources>();
        for (int chip = 1; chip <= 2; chip++)
        {
            string header = SharedData.Path("data", "ngc6791", "headers", $"{root}_flc_sci{chip}.hdr");
            string catalog = SharedData.Path("data", "ngc6791", $"{root}_flc_sci{chip}_xy_catalog.coo");
            var recorded = ChipSources.FromCatalog(FitsHeader.ParseText(File.ReadAllText(header), header), catalog);
            chips.Add(recorded with { Electrons = [.. recorded.Electrons.Select(f => Math.Max(0, f - 25 * sky) / InBox)] });
        }
        return ExposureSimulator.RenderSources(description, chips, cancel: TestContext.Current.CancellationToken).Save(folder)[0];
    }
}
