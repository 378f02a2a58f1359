using HstNotebooks.Exposures;
using HstNotebooks.Images;
using HstNotebooks.Simulation;
using HstNotebooks.Sky;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Simulated exposures of one star field for trials of the cosmic-ray test, with the charge that particles left in each pixel, and what stands there
/// without them. WFC3/UVIS, two chips of 600 x 500 pixels that show its whole distortion, 500 s, a sky of 20 electrons, dithers of up to 1.5 arcsec.
/// </summary>
internal sealed class CosmicRayField
{
    private const double Time = 500, SkyRate = 0.04, PixelScale = 0.0396;
    private const uint GoodBits = 96;
    private static readonly SkyPosition Target = new(137.858646, -64.905585);

    /// <summary>One chip of one exposure.</summary>
    public sealed record ChipTruth(int ExtVer, ImageWcs Wcs, DetectorProperties Detector, Image<float> Science, Image<byte> Good, Image<float> Charge, Image<float> Starlight);

    /// <summary>The exposures, each a list of chips.</summary>
    public required IReadOnlyList<IReadOnlyList<ChipTruth>> Exposures { get; init; }

    /// <summary>Noise of a pixel of the empty sky, electrons.</summary>
    public static double SkyNoise { get; } = Math.Sqrt(SkyRate * Time + 3.1 * 3.1);

    /// <summary>Makes the field.</summary>
    /// <param name="exposures">How many exposures.</param>
    /// <param name="misalignment">How far each header is from the truth, pixels; the direction is random.</param>
    /// <param name="seed">Seed of sky, dithers, noise and particles.</param>
    /// <param name="cancel">Stops it.</param>
    public static CosmicRayField Make(int exposures, double misalignment, int seed, CancellationToken cancel)
    {
        var random = new Random(seed);
        var scene = new Scene("trial", [.. Enumerable.Range(0, 420).Select(_ => new Star(
            Target.Ra + (random.NextDouble() - 0.5) * 34 / 3600 / Math.Cos(double.DegreesToRadians(Target.Dec)), Target.Dec + (random.NextDouble() - 0.5) * 44 / 3600,
            18.5 + 8 * Math.Pow(random.NextDouble(), 0.6)))], (ulong)seed);
        var camera = CameraModels.Wfc3Uvis.Reduced(600, 500) with { CosmicRayRate = 0.5 };
        var list = new List<IReadOnlyList<ChipTruth>>();
        for (int i = 0; i < exposures; i++)
        {
            double angle = 2 * Math.PI * random.NextDouble();
            var plan = new ExposureDescription
            {
                RootName = $"trial{i:D3}q",
                Camera = camera,
                ExposureTime = Time,
                Target = Target,
                SkyRate = SkyRate,
                PosTarg1 = (random.NextDouble() - 0.5) * 3,
                PosTarg2 = (random.NextDouble() - 0.5) * 3,
                PointingError = new PointingError(misalignment * PixelScale * Math.Cos(angle), misalignment * PixelScale * Math.Sin(angle)),
            };
            list.Add(Render(scene, plan, cancel));
        }
        return new CosmicRayField { Exposures = list };
    }

    /// <summary>Renders with particles, without them, and without noise: the noise is drawn apart from the particles, so the difference is their charge.</summary>
    private static List<ChipTruth> Render(Scene scene, ExposureDescription plan, CancellationToken cancel)
    {
        var struck = ExposureSimulator.Render(scene, plan, null, cancel);
        var spared = ExposureSimulator.Render(scene, plan with { CosmicRayFactor = 0 }, null, cancel);
        var clean = ExposureSimulator.Render(scene, plan with { IsNoiseless = true }, null, cancel);
        var chips = new List<ChipTruth>();
        foreach (var chip in struck.Chips)
        {
            var science = struck.File.Image("SCI", chip.ExtVer).Read<float>();
            var charge = science.Clone();
            float[] without = spared.File.Image("SCI", chip.ExtVer).Read<float>().Pixels;
            var starlight = clean.File.Image("SCI", chip.ExtVer).Read<float>();
            short[] quality = spared.File.Image("DQ", chip.ExtVer).Read<short>().Pixels;
            var good = new Image<byte>(science.Width, science.Height);
            for (int p = 0; p < without.Length; p++)
            {
                charge.Pixels[p] -= without[p];
                starlight.Pixels[p] -= (float)(SkyRate * Time);
                good.Pixels[p] = (byte)((quality[p] & ~(int)GoodBits) == 0 ? 1 : 0);
            }
            var detector = new DetectorProperties(1, 1, 1, 3.1, 0, Time, false, 4096, 0);
            chips.Add(new ChipTruth(chip.ExtVer, chip.HeaderWcs, detector, science, good, charge, starlight));
        }
        return chips;
    }
}
