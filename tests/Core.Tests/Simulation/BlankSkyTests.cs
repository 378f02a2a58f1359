using HstNotebooks.Drizzling;
using HstNotebooks.Exposures;
using HstNotebooks.Photometry;
using HstNotebooks.Simulation;

namespace HstNotebooks.Tests.Simulation;

/// <summary>The blank sky of the WFPC2 tutorial: chips of different sensitivity leave steps in the drizzled image until photeq has made them equal.</summary>
public sealed class BlankSkyTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Photeq_takes_the_steps_between_the_chips_out_of_the_drizzled_sky()
    {
        string file = CameraScenes.BlankSky().Write(folder, cancel: TestContext.Current.CancellationToken).Exposures[0];
        double[] before = Drizzle(file, "before");
        // PHOTFLAM of the chips as the recorded run of photeq lists it: counts go with its inverse.
        double[] sensitivity = [2.507987e-18, 2.458077e-18, 2.449067e-18, 2.498411e-18];
        for (int c = 0; c < 4; c++) Assert.Equal(sensitivity[2] / sensitivity[c], before[c] / before[2], 1e-5);

        PhotEq.Run(file, new PhotEqOptions { RefPhotExt = "3", ReadOnly = false, LogFile = null }, cancel: TestContext.Current.CancellationToken);
        double[] after = Drizzle(file, "after");
        for (int c = 0; c < 4; c++) Assert.Equal(before[2], after[c], 1e-5 * before[2]);
    }

    /// <summary>Value of the drizzled image at the centre of each chip.</summary>
    private double[] Drizzle(string file, string name)
    {
        var result = AstroDrizzle.Run([file], new AstroDrizzleOptions
        {
            Output = Path.Combine(folder, name),
            RunFile = "",
            Preserve = false,
            Static = false,
            SkySub = false,
            DrizSeparate = false,
            Median = false,
            Blot = false,
            DrizCr = false,
            Context = false,
        }, cancel: TestContext.Current.CancellationToken);
        var image = result.ReadScience();
        using var exposure = Exposure.Open(file);
        return [.. exposure.Chips.Select(chip =>
        {
            var sky = chip.Wcs.PixelToSky(400, 400);
            var at = result.Frame.Wcs.SkyToPixel(sky.Ra, sky.Dec);
            return (double)image[(int)at.Y - 1, (int)at.X - 1];
        })];
    }
}
