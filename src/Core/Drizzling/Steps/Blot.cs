using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Progress;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>Step 5 of AstroDrizzle alone: a drizzled image put back on the pixels of a chip (DrizzlePac's ablot).</summary>
public static class Blot
{
    /// <summary>Blots an image.</summary>
    /// <remarks>
    /// With the defaults the result is what a whole run compares the chip with: the rate of the image times the exposure time, in the unit of the
    /// reference (electrons become counts of a camera that counts DN), with MDRIZSKY of the reference added. DrizzlePac's stand-alone task multiplies
    /// by two exposure times and takes MDRIZSKY from the drizzled image.
    /// </remarks>
    /// <param name="data">The drizzled image: a file, or an extension of it as <c>a_drc.fits[sci,1]</c>.</param>
    /// <param name="options">Parameters; reference and outdata are needed.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="InputException">A file, a WCS or a keyword is missing.</exception>
    /// <exception cref="ParameterException">A parameter that cannot be used, by name.</exception>
    public static ImageStepResult Run(string data, BlotOptions options, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        string output = OutputName.Of(options.OutData, "outdata");
        progress?.Report(new TaskProgress("blot", 0, data));
        var name = FitsName.Parse(data);
        using var file = NamedChip.OpenFile(name, "data");
        var source = NamedChip.FindOne(file, name, "data");
        var plane = source.Wcs();
        if (plane.HasDistortion)
            throw new InputException("the image is not drizzled: its WCS has a distortion") { File = name.ToString(), Parameter = "data" };
        var image = source.Hdu.Read<float>();

        using var referenceFile = options.UseUserWcs && options.Reference.Trim().Length == 0 ? null : NamedChip.OpenFile(FitsName.Parse(options.Reference), "reference");
        var reference = referenceFile is null ? null : NamedChip.FindOne(referenceFile, FitsName.Parse(options.Reference), "reference");
        var target = Target(options, reference);
        double scale = target.HasDistortion || options.Coeffs ? RunSetup.NaturalScale(target) : target.Linear.PixelScale;
        double ratio = plane.Linear.PixelScale / scale, factor = 1 / (ratio * ratio);
        if (options.InUnits == FinalUnit.Counts) factor /= source.Number(source.Header.Contains(options.ExpKey) || file.PrimaryHeader.Contains(options.ExpKey) ? options.ExpKey : "DRIZEXPT", "expkey");
        if (options.OutUnits == FinalUnit.Counts) factor *= ExposureTime(options, reference);
        factor /= Gain(source, referenceFile, reference);

        var map = PixelMap.Build(target, plane.Linear, options.StepSize is > 1 ? options.StepSize.Value : 0, cancel);
        var blotted = new Image<float>(target.Width, target.Height);
        Blotter.Blot(image, map.MapRow, blotted, options.Interpol, factor, Sky(options, reference), 0, options.SinScl, new ParallelOptions { CancellationToken = cancel });
        using var product = new FitsFile();
        product.Add(ImageHdu.Create(blotted));
        product.PrimaryHeader.Set("FILENAME", Path.GetFileName(output), "name of file");
        product.Save(output, cancel: cancel);
        progress?.Report(new TaskProgress("blot", 1));
        return new("blot", output, [source.Name], blotted.Width, blotted.Height, []);
    }

    private static ImageWcs Target(BlotOptions options, NamedChip? reference)
    {
        if (options.UseUserWcs)
        {
            var frame = options.Frame.Make();
            return ImageWcs.FromLinear(frame.Wcs, frame.Width, frame.Height);
        }
        var wcs = reference!.Wcs();
        return options.Coeffs ? wcs : wcs.WithoutDistortion();
    }

    private static double ExposureTime(BlotOptions options, NamedChip? reference)
    {
        string text = options.ExpOut.Trim();
        if (!text.Equals("input", StringComparison.OrdinalIgnoreCase))
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds > 0 && double.IsFinite(seconds) ? seconds
                : throw new ParameterException($"'{text}' is no value for expout") { Parameter = "expout", Expected = "input or seconds above 0" };
        return reference?.Number(options.ExpKey, "expkey")
            ?? throw new ParameterException("there is no reference to take the exposure time from") { Parameter = "expout", Expected = "seconds, or a reference" };
    }

    private static double Sky(BlotOptions options, NamedChip? reference)
    {
        if (!options.AddSky) return options.SkyVal;
        return reference?.Header.FindDouble("MDRIZSKY")
            ?? throw new InputException("the reference has no sky to add") { File = reference?.Name, Keyword = "MDRIZSKY", Parameter = "addsky", Advice = "run skymatch first, or set addsky to false" };
    }

    /// <summary>Electrons per count of the reference, where the drizzled image holds electrons and the reference counts DN; else 1.</summary>
    private static double Gain(NamedChip source, FitsFile? referenceFile, NamedChip? reference)
    {
        bool electrons = (source.Header.FindString("BUNIT") ?? "").TrimStart().StartsWith("ELECTRON", StringComparison.OrdinalIgnoreCase);
        if (!electrons || referenceFile?.Path is not { } path || reference!.Hdu.Name != "SCI" || referenceFile.PrimaryHeader.FindString("INSTRUME") is null) return 1;
        using var exposure = Exposure.Open(path);
        return exposure.Chips.First(c => c.ExtVer == reference.Hdu.Version).Detector.EffectiveGain;
    }
}
