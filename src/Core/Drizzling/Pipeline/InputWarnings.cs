using HstNotebooks.Exposures;
using HstNotebooks.Fits;

namespace HstNotebooks.Drizzling;

/// <summary>What the inputs of a run lack, and what does not belong together: gathered exposure by exposure, said in one sentence each.</summary>
internal sealed class InputWarnings
{
    /// <summary>Names in a sentence before the rest is only counted.</summary>
    private const int MostNames = 3;
    private static readonly string[] KnownUnits = ["ELECTRON", "ELECTRONS", "COUNT", "COUNTS", "DN"];

    private readonly List<string> withoutUnit = [], oddUnit = [], withoutFlux = [], withoutQuality = [];

    /// <summary>Looks at the headers of an exposure and the chips of it that take part.</summary>
    public void Look(Exposure exposure, IReadOnlyList<ChipState> chips)
    {
        foreach (var state in chips)
        {
            var header = ChipPixels.Find(exposure, state).Header;
            string name = $"{exposure.FileName}[sci,{state.ExtVer}]", unit = header.FindString("BUNIT")?.Trim() ?? "";
            if (unit.Length == 0) withoutUnit.Add(name);
            else if (!IsKnown(unit)) oddUnit.Add($"{name} ({unit})");
            if (!IsPositive(header.FindDouble("PHOTFLAM") ?? exposure.Header.FindDouble("PHOTFLAM"))) withoutFlux.Add(name);
            bool own = exposure.DataQualityFile == exposure.Path;
            if (exposure.DataQualityFile is null || (own && exposure.File.Find("DQ", state.ExtVer) is not ImageHdu { HasData: true })) withoutQuality.Add(name);
        }
    }

    /// <summary>The sentences.</summary>
    public IEnumerable<string> Of(IReadOnlyList<ExposureState> exposures)
    {
        if (Differ("cameras", exposures.Select(e => e.Camera.ToString())) is { } cameras) yield return cameras;
        if (Differ("filters", exposures.Select(e => e.Filter)) is { } filters) yield return filters;
        if (Differ("units", exposures.SelectMany(e => e.Chips).Select(c => c.Unit)) is { } units) yield return units;
        if (withoutUnit.Count > 0) yield return $"no BUNIT in {Names(withoutUnit)}: the values are taken as electrons per second";
        if (oddUnit.Count > 0) yield return $"BUNIT is no unit of HST's cameras in {Names(oddUnit)}: the values are taken as counts, or per second where it says /s";
        if (withoutFlux.Count > 0) yield return $"no PHOTFLAM in {Names(withoutFlux)}: the drizzled image cannot be brought to flux units with its header";
        if (withoutQuality.Count > 0) yield return $"no data quality for {Names(withoutQuality)}: every pixel counts as good, and cosmic rays are not recorded there";
    }

    private static string? Differ(string what, IEnumerable<string> all)
    {
        string[] values = [.. all.Distinct(StringComparer.OrdinalIgnoreCase)];
        return values.Length > 1 ? $"the exposures have different {what}: {string.Join(", ", values)}" : null;
    }

    private static bool IsKnown(string unit) =>
        unit.Contains("ergs", StringComparison.OrdinalIgnoreCase) || KnownUnits.Contains(unit.Split('/')[0].Trim(), StringComparer.OrdinalIgnoreCase);

    private static bool IsPositive(double? value) => value is > 0 and < double.PositiveInfinity;

    private static string Names(List<string> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {names.Count - MostNames} more" : "");
}
