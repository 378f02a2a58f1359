using HstNotebooks.Drizzling;
using HstNotebooks.Photometry;
using HstNotebooks.Simulation;

namespace HstNotebooks.Tests.Drizzling;

public sealed class EqualisedChipsTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_blank_sky_is_flat_over_chips_of_different_gain_once_photeq_has_made_them_equal()
    {
        string file = Observations.Find("blanksky").Write(folder, cancel: Cancel).Exposures[0];
        // The PHOTFLAMs of the chips differ by 2.4 percent, their gains by 3.2 percent (WF3 6.90, PC 7.12 electrons per count).
        Assert.InRange(Spread("before", file), 0.02, 0.04);
        PhotEq.Run(file, new PhotEqOptions { RefPhotExt = "3", ReadOnly = false, LogFile = null }, cancel: Cancel);
        // Data are float32, and a drizzled pixel at a seam is a mean of two chips.
        Assert.InRange(Spread("after", file), 0, 1e-5);
    }

    /// <summary>(max - min) / mean of the drizzled sky.</summary>
    private double Spread(string name, string file)
    {
        var result = AstroDrizzle.Run(file, new AstroDrizzleOptions
        {
            Output = Path.Combine(folder, name), RunFile = "", Preserve = false, Context = false, SkySub = false, Static = false,
            DrizSeparate = false, Median = false, Blot = false, DrizCr = false, FinalBits = "8,1024",
        }, cancel: Cancel);
        var science = result.ReadScience().Pixels;
        var weight = result.ReadWeight().Pixels;
        var sky = science.Where((v, i) => weight[i] > 0).Select(v => (double)v).ToList();
        return (sky.Max() - sky.Min()) / sky.Average();
    }
}
