using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;

namespace HstNotebooks.Drizzling;

/// <summary>The detector of a chip with what the user set instead of the header: gain, read noise, exposure time, by number or keyword.</summary>
internal static class DetectorOverrides
{
    public static DetectorProperties Apply(Chip chip, AstroDrizzleOptions o)
    {
        double? givenGain = Value(chip, o.Gain, "gain", o.GnKeyword, "gnkeyword");
        double? givenNoise = Value(chip, o.RdNoise, "rdnoise", o.RnKeyword, "rnkeyword");
        double? givenTime = Value(chip, o.ExpTime, "exptime", o.ExpKeyword, "expkeyword");
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
            double change = detector.ExposureTime > 0 && detector.IsRate && detector.ConversionToElectrons == detector.ExposureTime ? time / detector.ExposureTime : 1;
            detector = detector with { ExposureTime = time, ConversionToElectrons = detector.ConversionToElectrons * change };
        }
        return detector;
    }

    private static double? Value(Chip chip, string text, string parameter, string keyword, string keywordParameter)
    {
        text = text.Trim();
        if (text.Length > 0 && !text.Equals("None", StringComparison.OrdinalIgnoreCase))
        {
            return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value >= 0 && double.IsFinite(value) ? value
                : throw new ParameterException($"'{text}' is no value for {parameter}") { Parameter = parameter, Expected = "a number of at least 0" };
        }
        keyword = keyword.Trim();
        if (keyword.Length == 0) return null;
        // Several keywords, one per amplifier, are averaged; those of amplifiers that were not read hold 0.
        double[] values = [.. keyword.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(k => chip.Header.FindDouble(k) ?? chip.Exposure.Header.FindDouble(k)
                ?? throw new InputException($"the headers have no keyword {k}") { File = chip.Exposure.Path, Hdu = $"[SCI,{chip.ExtVer}]", Keyword = k, Parameter = keywordParameter })
            .Where(v => v != 0)];
        return values.Length == 0 ? 0 : values.Average();
    }
}
