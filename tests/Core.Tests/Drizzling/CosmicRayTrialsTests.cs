using HstNotebooks.Drizzling;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>A small version of the measurement of docs/astrodrizzle.md: <c>benchmarks cosmic-ray-trials</c>.</summary>
public class CosmicRayTrialsTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(4, 0.05)]
    [InlineData(3, 0.1)]
    public void The_defaults_find_99_percent_of_the_hit_pixels_and_flag_less_than_a_thousandth_of_the_sky(int exposures, double misalignment)
    {
        var rates = CosmicRayTrials.Run(exposures, misalignment, [new CosmicRayOptions()], 11, TestContext.Current.CancellationToken)[0];
        output.WriteLine($"{rates}");
        Assert.True(rates.SkyHit > 2000, $"only {rates.SkyHit} hit pixels");
        Assert.InRange(rates.SkyCompleteness, 0.99, 1);
        Assert.InRange(rates.SkyTouchedCompleteness, 0.99, 1);
        Assert.InRange(rates.SkyFalseRate, 0, 0.001);
        // The derivative allows for misalignment: cores keep their light, and some particles in them stay.
        Assert.InRange(rates.CoreFalseRate, 0, 0.002);
        Assert.InRange(rates.CoreCompleteness, 0.4, 1);
    }

    [Fact]
    public void Stricter_parameters_find_fewer_and_flag_fewer()
    {
        var rates = CosmicRayTrials.Run(2, 0.05, [new() { Snr1 = 3, Snr2 = 2, Scale1 = 0.9, Scale2 = 0.5 }, new(), new() { Snr1 = 5, Snr2 = 4, Scale1 = 2, Scale2 = 1.5 }], 5, TestContext.Current.CancellationToken);
        Assert.True(rates[0].SkyFound > rates[1].SkyFound && rates[1].SkyFound > rates[2].SkyFound);
        Assert.True(rates[0].CoreFalse > rates[2].CoreFalse);
        Assert.True(rates[0].SkyFalse >= rates[1].SkyFalse && rates[1].SkyFalse >= rates[2].SkyFalse);
        // The same seed gives the same rates.
        Assert.Equal(rates[1] with { Options = rates[1].Options }, CosmicRayTrials.Run(2, 0.05, [rates[1].Options], 5, TestContext.Current.CancellationToken)[0]);
    }
}
