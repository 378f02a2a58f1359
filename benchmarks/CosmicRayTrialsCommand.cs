using System.Globalization;
using HstNotebooks.Drizzling;

namespace HstNotebooks.Benchmarks;

/// <summary>
/// Measures the cosmic-ray test on simulated exposures and prints the tables of docs/astrodrizzle.md: <c>cosmic-ray-trials [fields] [first seed]</c>.
/// </summary>
internal static class CosmicRayTrialsCommand
{
    private static readonly CosmicRayOptions[] Grid =
    [
        new(),
        new() { Snr1 = 3.0, Snr2 = 2.0 },
        new() { Snr1 = 5.0, Snr2 = 4.0 },
        new() { Scale1 = 0.9, Scale2 = 0.5 },
        new() { Scale1 = 2.0, Scale2 = 1.5 },
        new() { Scale1 = 3.0, Scale2 = 2.4 },
    ];

    public static void Run(string[] args)
    {
        int fields = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 3;
        int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        Console.WriteLine("| exposures | misaligned (pixel) | driz_cr_snr | driz_cr_scale | sky: hit pixels found | with grazed ones | sky: others flagged | cores: hit found | cores: others flagged |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|");
        foreach (int exposures in (int[])[2, 3, 4, 8])
            foreach (double misalignment in (double[])[0, 0.05, 0.1])
            {
                CosmicRayRates[]? sum = null;
                for (int f = 0; f < fields; f++)
                {
                    var part = CosmicRayTrials.Run(exposures, misalignment, Grid, seed + f);
                    sum = sum is null ? [.. part] : [.. sum.Zip(part, Add)];
                }
                foreach (var r in sum!) Console.WriteLine(Row(r));
            }
    }

    private static CosmicRayRates Add(CosmicRayRates a, CosmicRayRates b) => a with
    {
        SkyHit = a.SkyHit + b.SkyHit,
        SkyFound = a.SkyFound + b.SkyFound,
        SkyGrazed = a.SkyGrazed + b.SkyGrazed,
        SkyGrazedFound = a.SkyGrazedFound + b.SkyGrazedFound,
        SkyClean = a.SkyClean + b.SkyClean,
        SkyFalse = a.SkyFalse + b.SkyFalse,
        CoreHit = a.CoreHit + b.CoreHit,
        CoreFound = a.CoreFound + b.CoreFound,
        CoreClean = a.CoreClean + b.CoreClean,
        CoreFalse = a.CoreFalse + b.CoreFalse,
    };

    private static string Row(CosmicRayRates r) => string.Create(CultureInfo.InvariantCulture,
        $"| {r.Exposures} | {r.Misalignment} | {r.Options.Snr1:F1} {r.Options.Snr2:F1} | {r.Options.Scale1:F1} {r.Options.Scale2:F1} | {100 * r.SkyCompleteness:F2} % of {r.SkyHit} | {100 * r.SkyTouchedCompleteness:F2} % | {100 * r.SkyFalseRate:F4} % | {100 * r.CoreCompleteness:F1} % of {r.CoreHit} | {100 * r.CoreFalseRate:F2} % |");
}
