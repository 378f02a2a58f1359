using System.Globalization;
using HstNotebooks.Detection;
using HstNotebooks.Fits;

namespace HstNotebooks.Tests.Detection;

/// <summary>Source lists against those of the reference.</summary>
public partial class SourceFinderTest
{
    public static TheoryData<string, int, double> Chips() => new()
    {
        // Sky sigmas as the reference's log prints them.
        { "isim01aaq", 1, 6.183312895993553 },
        { "isim01aaq", 2, 5.924269858121113 },
        { "isim01abq", 1, 6.432025237521914 },
        { "isim01abq", 2, 6.375716938056792 },
        { "isim01acq", 1, 6.452626480662123 },
        { "isim01acq", 2, 6.5765245906022 },
    };

    [Theory]
    [MemberData(nameof(Chips))]
    public void The_simulated_chips_give_the_reference_lists(string root, int chip, double skySigma)
    {
        using var file = FitsFile.Open(SharedData.Path("golden", "small", root + "_flc.fits.gz"));
        var image = file.Image("SCI", chip).Read<float>();

        var found = Find(image, new SourceFindingOptions { Threshold = 200 });

        // The log prints all digits; they agree to rounding.
        Assert.Equal(skySigma, found.SkySigma, 1e-12 * skySigma);
        var expected = ReadPositions(SharedData.Path("golden", "small", "tweakreg", "gaia_rscale", $"{root}_flc_sci{chip}_xy_catalog.coo"));
        int agree = expected.Count(e => Enumerable.Range(0, found.Count).Any(i =>
            Math.Abs(found.X[i] - e.X) < 1e-3 && Math.Abs(found.Y[i] - e.Y) < 1e-3 && Math.Abs(found.Flux[i] - e.Flux) < 1e-5 * e.Flux));
        TestContext.Current.TestOutputHelper?.WriteLine($"{root} {chip}: {agree} of {expected.Count} agree, {found.Count} found, sigma {found.SkySigma:R}");
        Assert.True(agree >= 0.99 * expected.Count, $"{agree} of {expected.Count} sources agree to 1e-3 pixel, {found.Count} were found");
        Assert.InRange(found.Count, 0.99 * expected.Count, 1.01 * expected.Count);
    }

    private static List<(double X, double Y, double Flux)> ReadPositions(string path) =>
        [.. File.ReadLines(path).Where(l => !l.StartsWith('#'))
            .Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())
            .Select(v => (v[0], v[1], v[2]))];
}
