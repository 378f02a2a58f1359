using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>What a camera's distortion tables are looked up by, and the sense of its axes (facts: wcs-and-distortion 5.4, 5.5).</summary>
internal sealed record DetectorGeometry
{
    private DetectorGeometry(string instrument, string detector) => (Instrument, Detector) = (instrument, detector);

    public string Instrument { get; }
    public string Detector { get; }

    /// <summary>Direction of the detector axes against V2 and V3: diag(1, -1) for ACS/WFC, diag(-1, 1) for all others.</summary>
    public (int X, int Y) Parity => Instrument == "ACS" && Detector == "WFC" ? (1, -1) : (-1, 1);

    public bool HasTimeDependentTerms => Instrument == "ACS" && Detector == "WFC";
    public bool HasNpol => Instrument is "ACS" or "WFC3";
    public bool HasD2Im => Instrument is "ACS" or "WFC3" or "WFPC2";

    public static DetectorGeometry FromHeader(FitsHeader primary, string? file)
    {
        string instrument = primary.FindString("INSTRUME")?.Trim().ToUpperInvariant() ?? "";
        if (instrument is not ("ACS" or "WFC3" or "WFPC2" or "STIS" or "NICMOS"))
            throw new InputException(instrument.Length > 0 ? $"the instrument {instrument} is not known" : "the file does not say which instrument made it")
            {
                File = file,
                Keyword = "INSTRUME",
                Expected = "ACS, WFC3, WFPC2, STIS or NICMOS",
            };
        return new DetectorGeometry(instrument, primary.FindString("DETECTOR")?.Trim().ToUpperInvariant() ?? "");
    }

    /// <summary>The chip number of a science extension.</summary>
    public int Chip(FitsHeader primary, FitsHeader science) => Instrument switch
    {
        "WFPC2" => science.FindInt("DETECTOR") ?? 1,
        "NICMOS" => science.FindInt("CAMERA") ?? primary.FindInt("CAMERA") ?? 1,
        _ => science.FindInt("CCDCHIP") ?? primary.FindInt("CCDCHIP") ?? 1,
    };

    /// <summary>The chip that the others are placed by; null for the first extension.</summary>
    public int? ReferenceChip => Instrument switch
    {
        "WFPC2" => 3,
        "ACS" when Detector == "WFC" => 2,
        "WFC3" when Detector == "UVIS" => 2,
        _ => null,
    };

    /// <summary>The filters as the tables write them: upper case, CLEAR for a blank and for every name that starts so.</summary>
    public (string First, string Second) Filters(FitsHeader primary, FitsHeader science)
    {
        var (first, second) = Instrument switch
        {
            "ACS" => (primary.FindString("FILTER1"), primary.FindString("FILTER2")),
            "WFPC2" => (primary.FindString("FILTNAM1"), primary.FindString("FILTNAM2")),
            "STIS" => (primary.FindString("OPT_ELEM") ?? science.FindString("OPT_ELEM"), primary.FindString("FILTER") ?? science.FindString("FILTER")),
            _ => (primary.FindString("FILTER"), null),
        };
        (string a, string b) = (Normal(first), Normal(second));
        if (Detector == "SBC" && a == "CLEAR") (a, b) = ("F115LP", "N/A");
        return (a, b);
    }

    internal static string Normal(string? filter)
    {
        string name = filter?.Trim().ToUpperInvariant() ?? "";
        return name.Length == 0 || name.StartsWith("CLEAR", StringComparison.Ordinal) ? "CLEAR" : name;
    }
}
