using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;

namespace HstNotebooks.Drizzling;

/// <summary>The detector of a chip with what the user set instead of the header: gain, read noise, exposure time, by number or keyword.</summary>
internal static class DetectorOverrides
{
    public static DetectorProperties Apply(Chip chip, AstroDrizzleOptions o)
    {
        double? givenGain = Number(o.Gain, "gain") ?? FromHeader(chip, o.GnKeyword, "gnkeyword");
        double? givenNoise = Number(o.RdNoise, "rdnoise") ?? FromHeader(chip, o.RnKeyword, "rnkeyword");
        double? givenTime = Number(o.ExpTime, "exptime") ?? FromHeader(chip, o.ExpKeyword, "expkeyword");
        if (givenGain is <= 0 or double.NaN)
            throw new InputException($"the gain is {givenGain}") { File = chip.Exposure.Path, Hdu = $"[SCI,{chip.ExtVer}]", Keyword = o.GnKeyword, Parameter = "gnkeyword", Expected = "electrons per DN above 0" };
        var detector = chip.DetectorWithStandIns(givenGain, givenNoise, givenTime);
        if (givenGain is { } gain)
        {
            double change = gain / detector.Gain;
            detector = detector with
            {
                Gain = gain,
                EffectiveGain = detector.EffectiveGain == 1 ? 1 : detector.EffectiveGain * change,
                ConversionToElectrons = detector.EffectiveGain == 1 ? detector.ConversionToElectrons : detector.ConversionToElectrons * change,
            };
        }
        if (givenNoise is { } noise) detector = detector with { ReadNoise = noise };
        if (givenTime is { } time)
        {
            // Rates of the infrared cameras become electrons by the exposure time.
            bool overTime = detector is { IsRate: true, ExposureTime: > 0 } && chip.Exposure.Camera is (Camera.Wfc3Ir or Camera.Nicmos);
            double change = overTime ? time / detector.ExposureTime : 1;
            detector = detector with { ExposureTime = time, ConversionToElectrons = detector.ConversionToElectrons * change };
        }
        return detector;
    }

    /// <summary>Refuses numbers that cannot be used, before any file is opened.</summary>
    public static void Check(AstroDrizzleOptions o)
    {
        if (Number(o.Gain, "gain") is 0) throw new ParameterException($"'{o.Gain}' is no value for gain") { Parameter = "gain", Expected = "electrons per DN above 0" };
        Number(o.RdNoise, "rdnoise");
        Number(o.ExpTime, "exptime");
    }

    private static double? Number(string text, string parameter)
    {
        text = text.Trim();
        if (text.Length == 0 || text.Equals("None", StringComparison.OrdinalIgnoreCase)) return null;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0 && double.IsFinite(value) ? value
            : throw new ParameterException($"'{text}' is no value for {parameter}") { Parameter = parameter, Expected = "a number of at least 0" };
    }

    private static double? FromHeader(Chip chip, string keyword, string parameter)
    {
        keyword = keyword.Trim();
        if (keyword.Length == 0) return null;
        // Several keywords, one per amplifier, are averaged; those of amplifiers that were not read hold 0.
        double[] values = [.. keyword.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(k => chip.Header.FindDouble(k) ?? chip.Exposure.Header.FindDouble(k)
                ?? throw new InputException($"the headers have no keyword {k}") { File = chip.Exposure.Path, Hdu = $"[SCI,{chip.ExtVer}]", Keyword = k, Parameter = parameter })
            .Where(v => v != 0)];
        return values.Length == 0 ? 0 : values.Average();
    }
}
