using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Progress;
using HstNotebooks.Tables;

namespace HstNotebooks.Simulation;

/// <summary>
/// Renders exposures with known truth: stars through a real camera's distortion onto pixels, with the noise and the damage of
/// a real detector, in files that the tasks read like real ones. The same scene and description give the same pixels on any
/// machine and any number of cores.
/// </summary>
public static class ExposureSimulator
{
    /// <summary>Renders an exposure of a scene.</summary>
    /// <param name="scene">What is on the sky.</param>
    /// <param name="exposure">How it is looked at.</param>
    /// <param name="progress">Told after each chip.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="Errors.InputException">The camera has no such filter.</exception>
    public static SimulatedExposure Render(Scene scene, ExposureDescription exposure, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        var tables = DistortionTables.Make(exposure.Camera, scene.Seed);
        return Render(exposure, SkyPlan.Make(scene, exposure, tables), tables, scene.Seed, progress, cancel);
    }

    /// <summary>Renders an exposure from recorded source lists: the sources stand at their recorded pixels, and the headers are the recorded ones.</summary>
    /// <param name="exposure">Camera, time, sky and names; the pointing is that of the headers.</param>
    /// <param name="chips">One source list per chip in EXTVER order.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="progress">Told after each chip.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="Errors.InputException">There is not one source list per chip.</exception>
    public static SimulatedExposure RenderSources(ExposureDescription exposure, IReadOnlyList<ChipSources> chips, ulong seed = 1,
        IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        var geometry = exposure.Camera.Geometry.Chips;
        if (chips.Count != geometry.Count)
            throw new Errors.InputException($"{chips.Count} source lists were given for the {geometry.Count} chips of {exposure.Camera.Camera}");
        var plans = new ChipPlan[chips.Count];
        for (int c = 0; c < plans.Length; c++)
        {
            var header = ScienceHeader.CreateFromRecorded(exposure, geometry[c], chips[c].Header);
            var wcs = SkyPlan.WcsOf(header, geometry[c]);
            var stars = new StarImage[chips[c].X.Count];
            for (int i = 0; i < stars.Length; i++)
            {
                var at = wcs.PixelToSky(chips[c].X[i], chips[c].Y[i]);
                stars[i] = new(chips[c].X[i] - 1, chips[c].Y[i] - 1, chips[c].Electrons[i], new Star(at.Ra, at.Dec, double.NaN));
            }
            plans[c] = new(geometry[c], header, wcs, wcs, stars);
        }
        return Render(exposure, plans, new DistortionTables(), seed, progress, cancel);
    }

    private static SimulatedExposure Render(ExposureDescription exposure, IReadOnlyList<ChipPlan> plans, DistortionTables tables, ulong seed, IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        bool separateQuality = exposure.Camera.Suffix == "c0m", ramps = exposure.Camera.Camera is Camera.Wfc3Ir;
        var file = new FitsFile();
        file.Add(new ImageHdu(PrimaryHeader.Create(exposure, exposure.FileName, plans.Count * (separateQuality ? 1 : ramps ? 5 : 3) + tables.Count, tables)));
        FitsFile? qualityFile = separateQuality ? new FitsFile() : null;
        qualityFile?.Add(new ImageHdu(PrimaryHeader.Create(exposure, exposure.FileName.Replace("_c0m", "_c1m"), plans.Count, tables)));
        var chips = new List<SimulatedChip>();
        foreach (var plan in plans)
        {
            progress?.Report(new("simulate", (double)chips.Count / plans.Count, $"{exposure.FileName}[SCI,{plan.Geometry.ExtVer}]"));
            var pixels = ChipRenderer.Render(exposure, plan, seed, cancel);
            file.Add(ImageHdu.Create(pixels.Science, plan.Header));
            if (qualityFile is null)
            {
                file.Add(ImageHdu.Create(pixels.Error, ScienceHeader.Companion(exposure, plan.Geometry, plan.HeaderWcs.Linear, "ERR", exposure.Camera.Unit)));
                file.Add(ImageHdu.Create(pixels.DataQuality, ScienceHeader.Companion(exposure, plan.Geometry, plan.HeaderWcs.Linear, "DQ", "UNITLESS")));
                if (ramps) AddRampExtensions(file, exposure, plan);
            }
            else
            {
                qualityFile.Add(ImageHdu.Create(pixels.DataQuality, ScienceHeader.Companion(exposure, plan.Geometry, plan.HeaderWcs.Linear, "SCI", "UNITLESS")));
            }
            chips.Add(new(plan.Geometry.ExtVer, plan.HeaderWcs, plan.TrueWcs, StarsOnChip(plan), pixels.CosmicRays));
        }
        tables.AddTo(file);
        progress?.Report(new("simulate", 1, exposure.FileName));
        return new(exposure, file, qualityFile, chips, tables);
    }

    /// <summary>SAMP and TIME of an infrared exposure: every pixel used every sample of the ramp.</summary>
    private static void AddRampExtensions(FitsFile file, ExposureDescription exposure, ChipPlan plan)
    {
        const short samples = 15;
        var count = new Image<short>(plan.Geometry.Width, plan.Geometry.Height);
        count.Span.Fill(samples);
        var time = new Image<float>(plan.Geometry.Width, plan.Geometry.Height);
        time.Span.Fill((float)exposure.ExposureTime);
        file.Add(ImageHdu.Create(count, ScienceHeader.Companion(exposure, plan.Geometry, plan.HeaderWcs.Linear, "SAMP", "UNITLESS")));
        file.Add(ImageHdu.Create(time, ScienceHeader.Companion(exposure, plan.Geometry, plan.HeaderWcs.Linear, "TIME", "SECONDS")));
    }

    private static Table StarsOnChip(ChipPlan plan)
    {
        var inside = plan.Stars.Where(s => s.X >= -0.5 && s.X < plan.Geometry.Width - 0.5 && s.Y >= -0.5 && s.Y < plan.Geometry.Height - 0.5).ToList();
        return new(
            [
                new TableColumn<double>("ra", [.. inside.Select(s => s.Star.Ra)], "deg"),
                new TableColumn<double>("dec", [.. inside.Select(s => s.Star.Dec)], "deg"),
                new TableColumn<double>("mag", [.. inside.Select(s => s.Star.Magnitude)], "mag"),
                new TableColumn<double>("x", [.. inside.Select(s => s.X + 1)], "pix"),
                new TableColumn<double>("y", [.. inside.Select(s => s.Y + 1)], "pix"),
                new TableColumn<double>("electrons", [.. inside.Select(s => s.Electrons)], "electron"),
            ], "stars");
    }
}
