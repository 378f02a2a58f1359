using HstNotebooks.Images;

namespace HstNotebooks.Simulation;

/// <summary>Turns the plan of a chip into pixels: light, photon noise, particles, saturation, read-out, calibration.</summary>
internal static class ChipRenderer
{
    /// <summary>Renders a chip. The same seed gives the same pixels on any number of cores.</summary>
    public static ChipPixels Render(ExposureDescription exposure, ChipPlan plan, ulong seed, CancellationToken cancel)
    {
        var camera = exposure.Camera;
        var chip = plan.Geometry;
        double time = exposure.ExposureTime;
        ulong key = seed ^ KeyOf(exposure.RootName);
        var science = new Image<float>(chip.Width, chip.Height);
        var quality = new Image<short>(chip.Width, chip.Height);
        var touched = new Image<byte>(chip.Width, chip.Height);
        var defects = exposure.IsNoiseless ? DetectorDefects.None : DetectorDefects.Of(camera, chip, seed);

        science.Span.Fill((float)(exposure.SkyRate * time * RelativeSky(exposure, chip)));
        StarPainter.Paint(science, plan.Stars, camera.PsfOf(chip), cancel);
        ApplyBadColumns(science, quality, defects, camera.Flags.BadPixel);
        foreach (var pixel in defects.HotPixels) science[pixel.Y, pixel.X] += (float)(pixel.Rate * time);
        AddPhotons(science, camera.DarkRate * time, key, (ulong)chip.ExtVer, exposure.IsNoiseless, cancel);
        if (!exposure.IsNoiseless)
            CosmicRays.Add(science, touched, camera, camera.CosmicRayRate * exposure.CosmicRayFactor * time, new NoiseStream(key, Purpose.CosmicRays, (ulong)chip.ExtVer), cancel);
        if (camera.Blooms) Blooming.Spread(science, (float)camera.FullWell);
        var error = ReadOut(science, quality, exposure, chip, defects, key, cancel);
        return new(science, error, quality, touched);
    }

    /// <summary>Sky of a chip against that of the reference chip: by the area of its pixels and its sensitivity.</summary>
    private static double RelativeSky(ExposureDescription exposure, ChipGeometry chip)
    {
        var reference = exposure.Camera.Geometry.Chips[exposure.Camera.Geometry.ReferenceChip];
        double scale = chip.Scale / reference.Scale;
        return scale * scale * exposure.Camera.Sensitivity(chip, exposure.Throughput) / exposure.Camera.Sensitivity(reference, exposure.Throughput);
    }

    private static void ApplyBadColumns(Image<float> science, Image<short> quality, DetectorDefects defects, short flag)
    {
        foreach (var column in defects.BadColumns)
            for (int y = column.FirstRow; y < science.Height; y++)
            {
                science[y, column.X] *= (float)column.Response;
                quality[y, column.X] |= flag;
            }
    }

    private static void AddPhotons(Image<float> electrons, double dark, ulong key, ulong chip, bool expectedOnly, CancellationToken cancel) =>
        Parallel.For(0, electrons.Height, new ParallelOptions { CancellationToken = cancel }, y =>
        {
            var random = new NoiseStream(key, Purpose.Photons, chip, (ulong)y);
            var row = electrons.Row(y);
            for (int x = 0; x < row.Length; x++) row[x] = (float)(expectedOnly ? row[x] + dark : random.NextPoisson(row[x] + dark));
        });

    /// <summary>Read noise, saturation flags, subtraction of the dark, units; gives the error array.</summary>
    private static Image<float> ReadOut(Image<float> science, Image<short> quality, ExposureDescription exposure, ChipGeometry chip,
        DetectorDefects defects, ulong key, CancellationToken cancel)
    {
        var camera = exposure.Camera;
        double time = exposure.ExposureTime, dark = camera.DarkRate * time;
        float saturation = (float)camera.FullWell;
        var noise = new double[chip.Width];
        for (int x = 0; x < noise.Length; x++) noise[x] = camera.ReadNoiseAt(chip, x);
        double perUnit = camera.ElectronsPerUnit(chip, time);
        var error = new Image<float>(chip.Width, chip.Height);
        var darkCorrection = new Dictionary<int, double>();
        foreach (var pixel in defects.HotPixels)
        {
            quality[pixel.Y, pixel.X] |= pixel.Flag;
            int index = pixel.Y * chip.Width + pixel.X;
            darkCorrection[index] = darkCorrection.GetValueOrDefault(index) + pixel.Rate * time * (1 + pixel.DarkError);
        }
        foreach (var column in defects.BadColumns)
            for (int y = column.FirstRow; y < chip.Height; y++)
                darkCorrection[y * chip.Width + column.X] = column.Offset;

        Parallel.For(0, chip.Height, new ParallelOptions { CancellationToken = cancel }, y =>
        {
            var random = new NoiseStream(key, Purpose.ReadNoise, (ulong)chip.ExtVer, (ulong)y);
            var row = science.Row(y);
            var errorRow = error.Row(y);
            var qualityRow = quality.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                if (row[x] >= saturation) qualityRow[x] |= camera.Flags.Saturated;
                double electrons = Math.Min(row[x], saturation * 1.05) + (exposure.IsNoiseless ? 0 : noise[x] * random.NextGaussian());
                errorRow[x] = (float)(Math.Sqrt(Math.Max(electrons, 0) + noise[x] * noise[x]) / perUnit);
                row[x] = (float)((electrons - dark) / perUnit);
            }
        });
        foreach (var (index, correction) in darkCorrection) science.Pixels[index] -= (float)(correction / perUnit);
        return error;
    }

    /// <summary>A number that stands for a root name (FNV-1a).</summary>
    private static ulong KeyOf(string rootName)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in rootName) hash = (hash ^ c) * 1099511628211;
        return hash;
    }
}
