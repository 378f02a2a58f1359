using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Exposures;

/// <summary>Reads from the headers what each camera's electronics mean (facts: astrodrizzle-pipeline 7.4).</summary>
internal static class DetectorReader
{
    private const int CosmicRay = 4096;
    private const int CosmicRayOfStis = 8192;

    /// <summary>The electronics of a chip; the values given stand in where the headers have none.</summary>
    public static DetectorProperties Read(Exposure exposure, Chip chip, double? gain = null, double? readNoise = null, double? exposureTime = null)
    {
        var source = new Source(exposure, chip, gain, readNoise);
        double time = exposureTime is { } given && !HasExposureTime(exposure, chip) ? given : ExposureTime(exposure, chip);
        bool rate = IsRate(chip.Header);
        return exposure.Camera switch
        {
            Camera.AcsWfc or Camera.Wfc3Uvis => new(MeanGain(source), 1, 1, MeanReadNoise(source), source.Number("MEANDARK"), time, rate,
                CosmicRay, chip.ExtVer switch { 1 => -1, 2 => 1, _ => 0 }),
            Camera.AcsHrc => new(MeanGain(source), 1, 1, MeanReadNoise(source), source.Number("MEANDARK"), time, rate, CosmicRay, CteOfAmplifier(source)),
            Camera.AcsSbc => new(1, 1, 1, 0, source.Number("MEANDARK"), time, rate, CosmicRay, 0),
            Camera.Wfc3Ir => new(MeanGain(source), 1, rate ? time : 1, MeanReadNoise(source), source.Number("MEANDARK"), time, rate, CosmicRay, 0),
            Camera.Wfpc2 => Wfpc2(source, time, rate),
            Camera.Stis => Stis(source, time, rate),
            Camera.Nicmos => Nicmos(source, time, rate),
            _ => throw new ArgumentOutOfRangeException(nameof(exposure), exposure.Camera, null),
        };
    }

    private static bool HasExposureTime(Exposure exposure, Chip chip) => exposure.Header.FindDouble("EXPTIME") is >= 0 || chip.Header.FindDouble("EXPTIME") is >= 0;

    /// <summary>EXPTIME: of the primary header, for STIS of the SCI header.</summary>
    public static double ExposureTime(Exposure exposure, Chip chip)
    {
        bool stis = exposure.Camera == Camera.Stis;
        var header = stis && chip.Header.Contains("EXPTIME") ? chip.Header : exposure.Header;
        double? time = header.FindDouble("EXPTIME");
        if (time is >= 0 and < double.PositiveInfinity) return time.Value;
        throw new InputException(time is null ? "the exposure time is missing" : $"the exposure time is {time}")
        { File = exposure.Path, Hdu = stis ? chip.ToString() : "[PRIMARY]", Keyword = "EXPTIME", Expected = "seconds, not negative" };
    }

    private static bool IsRate(FitsHeader science)
    {
        string? unit = science.FindString("BUNIT");
        return string.IsNullOrWhiteSpace(unit) || unit.Contains("ergs", StringComparison.OrdinalIgnoreCase)
            || unit.Contains("/s", StringComparison.OrdinalIgnoreCase);
    }

    private static double MeanGain(Source source) => source.MeanOfAmplifiers("ATODGN", source.Gain, "gain");

    private static double MeanReadNoise(Source source) => source.MeanOfAmplifiers("READNSE", source.ReadNoise, "rdnoise");

    private static int CteOfAmplifier(Source source)
    {
        string amplifier = source.Text("CCDAMP");
        return amplifier.StartsWith('A') || amplifier.StartsWith('B') ? 1 : amplifier.StartsWith('C') || amplifier.StartsWith('D') ? -1
            : throw source.Error($"the amplifier is '{amplifier}'", "CCDAMP", "A, B, C or D");
    }

    private static DetectorProperties Wfpc2(Source source, double time, bool rate)
    {
        int chip = (int)source.Number("DETECTOR");
        // Measured electrons per DN and read noise of the four chips (WFPC2 Instrument Handbook, table 4.2).
        (double gain, double noise) = (source.Number("ATODGAIN"), chip) switch
        {
            (7, 1) => (7.12, 5.24),
            (7, 2) => (7.12, 5.51),
            (7, 3) => (6.90, 5.22),
            (7, 4) => (7.10, 5.19),
            (15, 1) => (13.99, 7.02),
            (15, 2) => (14.50, 7.84),
            (15, 3) => (13.95, 6.99),
            (15, 4) => (13.95, 8.32),
            (var commanded, >= 1 and <= 4) => throw source.Error($"WFPC2 was not used with a gain of {commanded}", "ATODGAIN", "7 or 15"),
            _ => throw source.Error($"WFPC2 has no chip {chip}", "DETECTOR", "1 (PC), 2, 3 or 4"),
        };
        return new(gain, gain, gain, noise, source.Number("DARKTIME") * 0.005, time, rate, CosmicRay, -1);
    }

    private static DetectorProperties Stis(Source source, double time, bool rate) => source.Text("DETECTOR").ToUpperInvariant() switch
    {
        "CCD" => new(source.Number("ATODGAIN"), source.Number("ATODGAIN"), source.Number("ATODGAIN"), source.Number("READNSE"), 0.009, time, rate, CosmicRayOfStis, 1),
        "NUV-MAMA" => new(1, 1, 1, 0, 0.0013, time, rate, CosmicRayOfStis, 0),
        "FUV-MAMA" => new(1, 1, 1, 0, 0.07, time, rate, CosmicRayOfStis, 0),
        var other => throw source.Error($"STIS has no detector '{other}'", "DETECTOR", "CCD, NUV-MAMA or FUV-MAMA"),
    };

    private static DetectorProperties Nicmos(Source source, double time, bool rate)
    {
        (double gain, double noise, double dark) = (int)source.Number("CAMERA") switch
        {
            1 or 2 => (5.4, 26.0, 0.08),
            3 => (6.5, 29.0, 0.15),
            var other => throw source.Error($"NICMOS has no camera {other}", "CAMERA", "1, 2 or 3"),
        };
        return new(gain, gain, rate ? gain * time : gain, noise, dark * time, time, rate, CosmicRay, 0);
    }

    /// <summary>Keywords of the SCI header, else of the primary header, with errors that name them.</summary>
    private readonly struct Source(Exposure exposure, Chip chip, double? gain, double? readNoise)
    {
        public double? Gain => gain;

        public double? ReadNoise => readNoise;

        public double Number(string keyword) => chip.Header.FindDouble(keyword) ?? exposure.Header.FindDouble(keyword)
            ?? throw Error("a keyword of the detector is missing", keyword, "a number");

        public string Text(string keyword) => chip.Header.FindString(keyword)?.Trim() ?? exposure.Header.FindString(keyword)?.Trim()
            ?? throw Error("a keyword of the detector is missing", keyword, "text");

        /// <summary>Mean over the amplifiers A to D; those that were not read hold zero. Files that were not calibrated hold zero for all.</summary>
        public double MeanOfAmplifiers(string keyword, double? standIn, string parameter)
        {
            double sum = 0;
            int count = 0;
            foreach (char amplifier in "ABCD")
            {
                double? value = chip.Header.FindDouble(keyword + amplifier) ?? exposure.Header.FindDouble(keyword + amplifier);
                if (value is not > 0) continue;
                sum += value.Value;
                count++;
            }
            if (count > 0) return sum / count;
            return standIn ?? throw new InputException("no amplifier has a value")
            {
                File = exposure.Path,
                Hdu = $"[SCI,{chip.ExtVer}]",
                Keyword = keyword + "A",
                Expected = "a number above zero for A, B, C or D",
                Advice = $"calibrate the file, or give AstroDrizzle the value with {parameter}",
            };
        }

        public InputException Error(string message, string keyword, string expected) => new(message)
        { File = exposure.Path, Hdu = $"[SCI,{chip.ExtVer}]", Keyword = keyword, Expected = expected };
    }
}
