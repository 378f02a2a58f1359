using System.Globalization;

namespace HstNotebooks.Archives;

/// <summary>
/// The calculations on a header that a few mappings want before their rules are tried, or before they are tried a second time when none fitted.
/// A mapping names them ("hooks"); the first generation of mappings does not, and has those that belong to its instrument and type.
/// </summary>
/// <remarks>They bring headers into the form in which the references of ACS and WFC3 (bias) and WFPC2 (flat) were once described.</remarks>
internal static class CrdsHook
{
    // Servicing mission 4 repaired the WFC of ACS; apertures were not described before it.
    private static readonly DateTime Repair = new(2009, 5, 14, 0, 0, 0, DateTimeKind.Utc);

    // From here on the bias files of WFC subarrays are described as the headers are.
    private static readonly DateTime Subarrays = new(2002, 3, 30, 0, 0, 0, DateTimeKind.Utc);

    private const double HalfChipColumns = 2048;

    private static readonly Dictionary<string, Action<Dictionary<string, string>>> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["precondition_header_acs_biasfile_v1"] = header => AcsBias(header, "NUMCOLS", "NUMROWS"),
        ["precondition_header_acs_biasfile_v2"] = header => AcsBias(header, "NAXIS1", "NAXIS2"),
        ["precondition_header_acs_biasfile_v3"] = AcsBiasUnlessDescribed,
        ["fallback_header_acs_biasfile_v2"] = header => { AcsBias(header, "NAXIS1", "NAXIS2"); AcsFullFrame(header, "LTV1", "LTV2"); },
        ["fallback_header_acs_biasfile_v3"] = header => { AcsBiasUnlessDescribed(header); AcsFullFrame(header, "RAW_LTV1", "RAW_LTV2"); },
        ["precondition_header_wfc3_biasfile_v1"] = Wfc3Bias,
        ["fallback_header_wfpc2_flatfile_v1"] = header => (header["FILTER1"], header["FILTER2"]) = (Value(header, "FILTER2"), Value(header, "FILTER1")),
    };

    /// <summary>The calculation of a mapping, null where it has none.</summary>
    /// <param name="step"><c>precondition_header</c> or <c>fallback_header</c>.</param>
    /// <param name="mapping">Instrument and type of references, for mappings that name no hooks.</param>
    /// <param name="hooks">The hooks that the mapping names; null where it names none.</param>
    /// <param name="isKnown">False where the mapping names a calculation that is not known here.</param>
    public static Action<Dictionary<string, string>>? Find(string step, string mapping, PythonDict? hooks, out bool isKnown)
    {
        string? name = hooks is null or { Pairs.Count: 0 } ? $"{step}_{mapping.Replace(' ', '_')}_v1" : hooks.Text(step);
        var hook = name is null ? null : Known.GetValueOrDefault(name);
        isKnown = hook is not null || name is null || hooks is null or { Pairs.Count: 0 } || name.Equals("none", StringComparison.OrdinalIgnoreCase);
        return hook;
    }

    private static void AcsBiasUnlessDescribed(Dictionary<string, string> header)
    {
        bool isDescribed = Value(header, "DETECTOR") == "WFC" && Date(header) >= Subarrays && Value(header, "APERTURE") != CrdsValue.Undefined
            && Number(header, "CCDGAIN") is not (4 or 8) && Value(header, "CCDAMP") is not ("AD" or "BC");
        if (!isDescribed) AcsBias(header, "NAXIS1", "NAXIS2");
    }

    // Before the repair, wide reads through one amplifier belong to the bias files of the pair. A full WFC frame is two chips, and references have one.
    private static void AcsBias(Dictionary<string, string> header, string columns, string rows)
    {
        bool isOld = Date(header) < Repair;
        if (isOld) header["APERTURE"] = CrdsValue.NotApplicable;
        if (TryNumber(header, columns) is { } width)
        {
            header[columns] = CrdsValue.Condition(Math.Truncate(width));
            if (isOld && Math.Truncate(width) > HalfChipColumns)
                header["CCDAMP"] = Value(header, "CCDAMP") switch { "A" or "D" => "AD", "B" or "C" => "BC", var other => other };
        }
        bool isWholeDetector = Value(header, "DETECTOR") == "WFC" && Value(header, "XCORNER") == "0.0" && Value(header, "YCORNER") == "0.0";
        if (isWholeDetector && TryNumber(header, rows) is { } height) header[rows] = CrdsValue.Condition(Math.Truncate(height) / 2);
    }

    // No bias of the subarray: that of the full frame is taken.
    private static void AcsFullFrame(Dictionary<string, string> header, string offset1, string offset2)
    {
        bool isWfc = Value(header, "DETECTOR") == "WFC";
        (header["NAXIS1"], header["NAXIS2"], header[offset1]) = isWfc ? ("4144.0", "2068.0", "24.0") : ("1062.0", "1044.0", "19.0");
        header[offset2] = isWfc || Value(header, "CCDAMP") is "C" or "D" ? "0.0" : "20.0";
    }

    // A subarray that is none of the named ones has an aperture that says nothing of it.
    private static void Wfc3Bias(Dictionary<string, string> header)
    {
        if (Value(header, "SUBARRAY") == "T" && !Value(header, "APERTURE").Contains("SUB", StringComparison.Ordinal)) header["APERTURE"] = CrdsValue.NotApplicable;
    }

    private static string Value(Dictionary<string, string> header, string keyword) => header.GetValueOrDefault(keyword, CrdsValue.Undefined);

    private static DateTime Date(Dictionary<string, string> header)
    {
        string text = $"{Value(header, "DATE-OBS")} {Value(header, "TIME-OBS")}";
        return CrdsDate.Parse(text) ?? throw new CrdsNoMatch($"DATE-OBS and TIME-OBS is no date: {text}");
    }

    private static double? TryNumber(Dictionary<string, string> header, string keyword) =>
        double.TryParse(Value(header, keyword), NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;

    private static double Number(Dictionary<string, string> header, string keyword) =>
        TryNumber(header, keyword) ?? throw new CrdsNoMatch($"{keyword} is no number: {Value(header, keyword)}");
}
