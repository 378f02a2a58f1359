using HstNotebooks.Alignment;
using HstNotebooks.Simulation;

namespace HstNotebooks.Tests.Simulation;

/// <summary>The tutorial's scene at full size: rendered, aligned, and compared with its truth.</summary>
public sealed class TutorialSceneTests
{
    [Fact]
    public void Aligning_to_Gaia_brings_the_headers_to_the_truth()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            var cancel = TestContext.Current.CancellationToken;
            var made = TutorialScene.Ngc6791().Write(folder, cancel: cancel);
            var options = new TweakRegOptions
            {
                OutputFolder = folder,
                RefCat = Path.Combine(folder, "gaia.cat"),
                SourceFinding = new() { Threshold = 500.0, ConvWidth = 3.5 },
                UpdateHdr = true,
                WcsName = "GAIA",
                RunFile = "",
                WriteCat = false,
                See2DPlot = false,
                ResidPlot = ResidualPlots.None,
            };
            var result = TweakReg.Run(made.Exposures, options, cancel: cancel);
            var output = TestContext.Current.TestOutputHelper;
            foreach (var image in result.Images)
            {
                int[] perChip = [.. image.Sources.Doubles("chip").GroupBy(c => c).Select(g => g.Count())];
                output?.WriteLine($"{image.FileName} {image.Verdict} sources {string.Join("+", perChip)} matches {image.MatchCount} shift {image.Fit?.ShiftX:F3} {image.Fit?.ShiftY:F3} rms {image.Fit?.RmsX:F4} {image.Fit?.RmsY:F4}");
                Assert.Equal(AlignmentVerdict.Good, image.Verdict);
                Assert.True(image.MatchCount > 400);
            }
            // A long exposure of the real field shows 1300 to 2000 sources per chip, cosmic rays included.
            foreach (var image in result.Images.Skip(1))
                Assert.All(image.Sources.Doubles("chip").GroupBy(c => c), g => Assert.InRange(g.Count(), 1300, 2800));
            var truth = TruthCheck.Compare(made.Exposures);
            for (int i = 0; i < truth.RowCount; i++)
            {
                output?.WriteLine($"{truth.Strings("filename")[i]} chip {truth.Strings("chip")[i]} east {truth.Doubles("east")[i]:F2} north {truth.Doubles("north")[i]:F2} worst {truth.Doubles("worst")[i]:F2} mas");
                // Some 500 stars with errors of 1 mas and 0.02 to 0.05 pixel each; worst case in a corner of the chip.
                Assert.InRange(truth.Doubles("worst")[i], 0, 0.5);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
