using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Progress;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>Steps 3 and 7 of AstroDrizzle alone: an image drizzled onto a new output, or added to one that exists (DrizzlePac's adrizzle).</summary>
public static class Drizzle
{
    /// <summary>Drizzles an image, or all chips of an exposure.</summary>
    /// <remarks>
    /// A new output takes its frame from refimage, from the eight parameters outscale to outny, or from the input. An output that exists, with its
    /// weights, is continued: DRIZEXPT and NDRIZIM of its header tell how. A call for each chip with the final masks of a whole run as weights
    /// (wt_scl 1, subtractsky) makes the image of that run.
    /// </remarks>
    /// <param name="input">The image: <c>a_flc.fits[sci,1]</c>, or <c>a_flc.fits</c> for all its SCI extensions.</param>
    /// <param name="options">Parameters; outdata is needed.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops it; the output is then the old one.</param>
    /// <exception cref="InputException">A file, a WCS or a keyword is missing, or sizes differ.</exception>
    /// <exception cref="ParameterException">A parameter that cannot be used, by name.</exception>
    public static ImageStepResult Run(string input, DrizzleOptions options, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        string[] weights = options.InWeight.Trim().Length == 0 ? [] : [.. BlendHeaders.Named(options.InWeight)];
        var name = FitsName.Parse(input);
        using var file = NamedChip.OpenFile(name, "input");
        var chips = NamedChip.Find(file, name, "input");
        if (weights.Length > 0 && weights.Length != chips.Count)
            throw new ParameterException($"{weights.Length} weight images are given for {chips.Count} images") { Parameter = "inweight", Expected = "one for each image" };
        ImageWcs[] maps = [.. chips.Select(c => c.Wcs(options.WcsKey)).Select(w => options.Coeffs ? w : w.WithoutDistortion())];
        var output = DrizzleOutput.Open(options, () => OutputFrame.FromChips(maps), file.PrimaryHeader);
        var warnings = new List<string>();
        for (int i = 0; i < chips.Count; i++)
        {
            progress?.Report(new TaskProgress("drizzle", (double)i / chips.Count, chips[i].Name));
            cancel.ThrowIfCancellationRequested();
            Add(chips[i], maps[i], i < weights.Length ? weights[i] : "", output, options, warnings, cancel);
        }
        output.Save(cancel);
        progress?.Report(new TaskProgress("drizzle", 1));
        var image = output.Drizzler.Science;
        return new("drizzle", output.Path, [.. chips.Select(c => c.Name)], image.Width, image.Height, warnings) { WeightPath = output.WeightPath, ContextPath = output.ContextPath };
    }

    private static void Add(NamedChip chip, ImageWcs wcs, string weightName, DrizzleOutput output, DrizzleOptions options, List<string> warnings, CancellationToken cancel)
    {
        double time = chip.Number(options.ExpKey, "expkey");
        if (!(time > 0)) throw new InputException($"the exposure time is {time}") { File = chip.File.Path, Hdu = chip.Name, Keyword = options.ExpKey.ToUpperInvariant(), Expected = "seconds above 0" };
        if (options.InUnits == FinalUnit.Counts && (chip.Header.FindString("BUNIT") ?? "").Contains("/S", StringComparison.OrdinalIgnoreCase))
            warnings.Add($"{chip.Name} is in {chip.Header.FindString("BUNIT")}, and in_units says counts: it is divided by the exposure time");
        var values = chip.Hdu.Read<float>();
        if (options.SubtractSky)
        {
            float sky = (float)chip.Number("MDRIZSKY", "subtractsky");
            foreach (ref float v in values.Span) v -= sky;
        }
        Image<float>? weights = weightName.Length > 0 ? NamedChip.ReadImage(weightName, values.Width, values.Height, "inweight") : null;
        double scale = options.Coeffs ? RunSetup.NaturalScale(wcs) : wcs.Linear.PixelScale, weightScale = SeparateStep.WeightScale(options.WtScl, "wt_scl", time);
        var map = PixelMap.Build(wcs, output.Frame.Wcs, options.StepSize is > 1 ? options.StepSize.Value : 0, cancel);
        long touched = output.Drizzler.AddImage(values, weights, map.MapRow, output.Frame.Wcs.PixelScale / scale,
            options.InUnits == FinalUnit.Counts ? time : 1, weightScale, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount });
        if (touched == 0) warnings.Add($"{chip.Name} adds nothing to the output: it lies beside the frame or all its pixels are masked");
        output.Note(chip, weightName, time, weightScale, scale);
    }
}
