using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Measures on simulated exposures how many pixels that a particle hit are flagged, and how many others. The steps are those of AstroDrizzle with its
/// defaults (sky localmin, separate drizzle, minmed, blot poly5), called without files.
/// </summary>
public static class CosmicRayTrials
{
    // With dithers of up to 1.5 arcsec (38 pixels) each way, all exposures see what is further inside than this.
    private const int Border = 90;
    private const double Significance = 5, CoreLight = 10, SkyLight = 0.2;

    /// <summary>Makes a field, runs the steps up to the blot, and applies the test once for each set of parameters.</summary>
    /// <param name="exposures">Exposures of the field, at least 2.</param>
    /// <param name="misalignment">How far each header is from the truth, pixels; the direction is random.</param>
    /// <param name="options">Parameters of the test.</param>
    /// <param name="seed">Seed of sky, dithers, noise and particles; the same seed gives the same rates on any machine.</param>
    /// <param name="cancel">Stops it.</param>
    public static IReadOnlyList<CosmicRayRates> Run(int exposures, double misalignment, IReadOnlyList<CosmicRayOptions> options, int seed = 1, CancellationToken cancel = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exposures, 2);
        var field = CosmicRayField.Make(exposures, misalignment, seed, cancel);
        var frame = OutputFrame.FromChips([.. field.Exposures.SelectMany(e => e).Select(c => c.Wcs)]);
        double[] skies = [.. field.Exposures.Select(e => e.Min(Sky))];
        var singles = field.Exposures.Select((e, i) => Single(frame, e, skies[i])).ToList();
        var median = ImageCombiner.Combine(singles, new CombineOptions { Sigma1 = 4, Sigma2 = 3, Grow = 1, MaskPoint = 0.3 });
        var rates = options.Select(o => new CosmicRayRates(exposures, misalignment, o, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).ToArray();
        for (int e = 0; e < exposures; e++)
            foreach (var chip in field.Exposures[e])
            {
                cancel.ThrowIfCancellationRequested();
                double ratio = Ratio(frame, chip);
                var blot = Blotter.Blot(median, PixelMap.Build(chip.Wcs, frame.Wcs).MapRow, chip.Science.Width, chip.Science.Height, factor: chip.Detector.ExposureTime / (ratio * ratio), offset: skies[e]);
                var input = new CosmicRayInput(chip.Science, blot) { ReadNoise = chip.Detector.ReadNoise, Sky = skies[e] };
                for (int i = 0; i < rates.Length; i++) rates[i] = Count(rates[i], chip, CosmicRayTest.FindMask(input, options[i]));
            }
        return rates;
    }

    private static double Ratio(SkyFrame frame, CosmicRayField.ChipTruth chip) => frame.Wcs.PixelScale / RunSetup.NaturalScale(chip.Wcs);

    private static double Sky(CosmicRayField.ChipTruth chip)
    {
        float[] pixels = [.. chip.Science.Pixels.Where((_, i) => chip.Good.Pixels[i] != 0)];
        return new SkyMeasure().Of(pixels)!.Value.Level;
    }

    private static CombineImage Single(SkyFrame frame, IReadOnlyList<CosmicRayField.ChipTruth> chips, double sky)
    {
        var drizzler = new Drizzler(frame.Width, frame.Height, DrizzleKernel.Turbo, 1, 0, keepContext: false);
        foreach (var chip in chips)
        {
            var values = chip.Science.Clone();
            foreach (ref float v in values.Span) v -= (float)sky;
            var weights = new Image<float>(values.Width, values.Height);
            for (int i = 0; i < weights.Pixels.Length; i++) weights.Pixels[i] = chip.Good.Pixels[i];
            drizzler.AddImage(values, weights, PixelMap.Build(chip.Wcs, frame.Wcs).MapRow, Ratio(frame, chip), chip.Detector.ExposureTime, chip.Detector.ExposureTime);
        }
        return new CombineImage(drizzler.Science, drizzler.Weight) { ExposureTime = chips[0].Detector.ExposureTime, Sky = sky, ReadNoise = chips[0].Detector.ReadNoise };
    }

    private static CosmicRayRates Count(CosmicRayRates r, CosmicRayField.ChipTruth chip, Image<byte> mask)
    {
        double noise = CosmicRayField.SkyNoise;
        for (int y = Border; y < mask.Height - Border; y++)
            for (int x = Border; x < mask.Width - Border; x++)
            {
                int i = y * mask.Width + x;
                if (chip.Good.Pixels[i] == 0) continue;
                double light = chip.Starlight.Pixels[i], charge = chip.Charge.Pixels[i];
                int found = mask.Pixels[i] == 0 ? 1 : 0;
                if (light < SkyLight * noise)
                {
                    if (charge > Significance * noise) r = r with { SkyHit = r.SkyHit + 1, SkyFound = r.SkyFound + found };
                    else if (charge > 0) r = r with { SkyGrazed = r.SkyGrazed + 1, SkyGrazedFound = r.SkyGrazedFound + found };
                    else r = r with { SkyClean = r.SkyClean + 1, SkyFalse = r.SkyFalse + found };
                }
                else if (light > CoreLight * noise)
                {
                    if (charge > Significance * Math.Sqrt(noise * noise + light)) r = r with { CoreHit = r.CoreHit + 1, CoreFound = r.CoreFound + found };
                    else if (charge <= 0) r = r with { CoreClean = r.CoreClean + 1, CoreFalse = r.CoreFalse + found };
                }
            }
        return r;
    }
}
