using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>Step 0: opens the inputs, reads what every chip needs, and lays the output frames.</summary>
internal static class RunSetup
{
    public static DrizzleRun Make(IReadOnlyList<DrizzleInput> inputs, AstroDrizzleOptions options, StepClock clock, CancellationToken cancel)
    {
        if (inputs.Count == 0) throw new InputException("there is nothing to drizzle") { Parameter = "input" };
        var warnings = new List<string>();
        var exposures = new List<ExposureState>();
        var (target, about) = (new MovingTarget(), new InputWarnings());
        int number = 1;
        foreach (var input in inputs)
        {
            cancel.ThrowIfCancellationRequested();
            using var exposure = Exposure.Open(input.Path);
            if (exposure.Header.Contains("NDRIZIM"))
                throw new InputException("the file is drizzled already") { File = input.Path, Keyword = "NDRIZIM", Parameter = "input", Advice = "name the calibrated exposures (flc, flt, c0m)" };
            var group = ChipGroup.Parse(options.Group);
            var chips = new List<ChipState>();
            foreach (var chip in exposure.Chips.Where(c => group.Contains(c.ExtVer, exposure)))
                chips.Add(ReadChip(exposure, chip, target.WcsOf(exposure, chip, options.WcsKey), options, number + chips.Count));
            if (chips.Count == 0)
                throw new InputException($"none of the {exposure.Chips.Count} chips belongs to the group {options.Group}") { File = input.Path, Parameter = "group" };
            double time = chips[0].Detector.ExposureTime;
            if (!(time > 0))
            {
                warnings.Add($"{exposure.FileName} has an exposure time of {time} s and is left out");
                continue;
            }
            number += chips.Count;
            about.Look(exposure, chips);
            exposures.Add(new ExposureState
            {
                Path = input.Path,
                FileName = exposure.FileName,
                Root = RootOf(exposure.RootName),
                Camera = exposure.Camera,
                Filter = exposure.Filter,
                Instrument = exposure.Header.FindString("INSTRUME")?.Trim() ?? "",
                ExposureTime = time,
                Start = Time(exposure, "EXPSTART"),
                End = Time(exposure, "EXPEND"),
                DataQualityFile = exposure.DataQualityFile,
                InverseVarianceFile = input.InverseVariance,
                Chips = chips,
            });
        }
        if (exposures.Count == 0) throw new InputException("no exposure is left to drizzle") { Advice = string.Join("; ", warnings) };
        var duplicate = exposures.GroupBy(e => e.FileName).FirstOrDefault(g => g.Count() > 1);
        if (duplicate is not null)
            throw new InputException($"the file {duplicate.Key} is given {duplicate.Count()} times") { File = duplicate.Key, Parameter = "input", Advice = "products are named after the inputs, so each name may appear once" };
        warnings.AddRange(about.Of(exposures));
        foreach (var (wanted, parameters, name) in ((bool, FrameParameters, string)[])[(options.FinalWcs, FrameParameters.Final(options), "final_wcs"), (options.DrizSepWcs, FrameParameters.Separate(options), "driz_sep_wcs")])
            if (wanted && parameters.Given.Count == 0) warnings.Add($"{name} is true and none of its parameters is set: the default frame is used");
        if (target.Exposures > 1) warnings.Add($"MTFLAG is set: {target.Exposures} exposures follow a moving target, so the WCS of the first of them is taken for all");

        var frame = OutputFrame.FromChips([.. exposures.SelectMany(e => e.Chips).Select(c => c.Wcs)]);
        var run = new DrizzleRun(options, exposures, clock, cancel)
        {
            OutputRoot = OutputRoot(options, exposures),
            Suffix = Suffix(exposures[0]),
            SeparateFrame = FrameParameters.Separate(options).Apply(frame),
            FinalFrame = FrameParameters.Final(options).Apply(frame),
        };
        run.Warnings.AddRange(warnings);
        return run;
    }

    private static ChipState ReadChip(Exposure exposure, Chip chip, ImageWcs wcs, AstroDrizzleOptions options, int number)
    {
        if (!options.Coeffs) wcs = wcs.WithoutDistortion();
        return new ChipState
        {
            ExtVer = chip.ExtVer,
            Number = number,
            Wcs = wcs,
            NaturalScale = options.Coeffs ? NaturalScale(wcs) : wcs.Linear.PixelScale,
            Detector = DetectorOverrides.Apply(chip, options),
            Unit = chip.Header.FindString("BUNIT")?.Trim() is { Length: > 0 } unit ? unit : "ELECTRONS/S",
        };
    }

    /// <summary>Size of a pixel without distortion, arcseconds.</summary>
    public static double NaturalScale(ImageWcs wcs) => OutputFrame.IsDistorted(wcs) ? OutputFrame.Undistorted(wcs).PixelScale : wcs.Linear.PixelScale;

    private static string OutputRoot(AstroDrizzleOptions options, List<ExposureState> exposures)
    {
        string root = options.Output.Trim();
        if (root.EndsWith(".fits", StringComparison.OrdinalIgnoreCase)) root = root[..^5];
        foreach (string suffix in (string[])["_drz", "_drc", "_drw"])
            if (root.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) root = root[..^suffix.Length];
        return root.Length > 0 ? root : exposures.Count == 1 ? exposures[0].Root : "final";
    }

    private static string Suffix(ExposureState first) =>
        first.Camera == Camera.Wfpc2 ? "drw" : first.FileName.Contains("_flc.", StringComparison.OrdinalIgnoreCase) ? "drc" : "drz";

    private static string RootOf(string name)
    {
        int mark = name.LastIndexOf('_');
        return mark > 0 ? name[..mark] : name;
    }

    private static double? Time(Exposure exposure, string keyword) => exposure.Header.FindDouble(keyword) ?? exposure.Chips[0].Header.FindDouble(keyword);
}
