using System.IO.Compression;
using System.Text.Json;
using HstNotebooks.Alignment;
using HstNotebooks.Detection;
using HstNotebooks.Figures;
using HstNotebooks.Formatting;
using HstNotebooks.Magics;

namespace HstNotebooks.Tests.Figures;

/// <summary>What a whole run of TweakReg on the simulated golden case looks like: tables, plots, pictures and JSON.</summary>
public sealed class RealAlignmentTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, true);

    private TweakRegResult Run()
    {
        string golden = SharedData.Path("golden", "small");
        foreach (string packed in Directory.GetFiles(golden, "isim01a?q_flc.fits.gz"))
        {
            using var from = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
            using var to = File.Create(Path.Combine(folder, Path.GetFileNameWithoutExtension(packed)));
            from.CopyTo(to);
        }
        return TweakReg.Run(Path.Combine(folder, "isim01a?q_flc.fits"), new TweakRegOptions
        {
            RefCat = Directory.GetFiles(golden, "gaia.cat", SearchOption.AllDirectories)[0],
            OutputFolder = folder,
            SourceFinding = new SourceFindingOptions { Threshold = 200, ConvWidth = 3.5 },
            YLimit = 0.3,
        }, cancel: TestContext.Current.CancellationToken);
    }

    [Fact]
    public void The_result_can_be_shown_plotted_and_written_as_json()
    {
        var result = Run();
        Assert.True(result.IsGood, Formatters.Format(result).Text);
        Assert.Equal(3, result.Residuals().Figures.Count);
        Assert.Equal(9, result.WritePlots(folder).Count);
        Assert.NotEmpty(result.Footprints().ToPng());
        var matches = result.MatchesOver("isim01aaq_flc.fits");
        Assert.Equal(2, matches.Pictures.Count);
        Assert.All(matches.Pictures, p => Assert.Equal(2, p.Overlays.Count));
        Assert.True(Formatters.Format(matches).Data.Values.Sum(v => v.Length) < 1_500_000);

        using var json = JsonDocument.Parse(ResultJson.Write(result));
        var image = json.RootElement.GetProperty("images")[0];
        Assert.Equal("good", image.GetProperty("verdict").GetString());
        Assert.Equal(result.Images[0].Fit!.ShiftX, image.GetProperty("fit").GetProperty("shift_x").GetDouble());
        Assert.Equal(result.Images[0].Sources.RowCount, image.GetProperty("sources").GetProperty("ra").GetArrayLength());
        Assert.Equal(result.Shifts.Doubles("dx"), json.RootElement.GetProperty("shifts").GetProperty("dx").EnumerateArray().Select(v => v.GetDouble()));
    }
}
