using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Exposures;

/// <summary>Finds the camera and its spectral elements in the headers of an exposure.</summary>
internal static class CameraRecognition
{
    /// <summary>The camera named by INSTRUME and DETECTOR of a primary header.</summary>
    public static Camera FromHeader(FitsHeader primary, string path)
    {
        string? instrument = primary.FindString("INSTRUME")?.Trim().ToUpperInvariant();
        if (string.IsNullOrEmpty(instrument))
            throw Unknown("the primary header does not say which instrument took the exposure", "INSTRUME", path);
        string? detector = primary.FindString("DETECTOR")?.Trim().ToUpperInvariant();
        return (instrument, detector) switch
        {
            ("ACS", "WFC") => Camera.AcsWfc,
            ("ACS", "HRC") => Camera.AcsHrc,
            ("ACS", "SBC") => Camera.AcsSbc,
            ("WFC3", "UVIS") => Camera.Wfc3Uvis,
            ("WFC3", "IR") => Camera.Wfc3Ir,
            ("WFPC2", _) => Camera.Wfpc2,
            ("STIS", _) => Camera.Stis,
            ("NICMOS", _) => Camera.Nicmos,
            ("ACS" or "WFC3", _) => throw Unknown($"{instrument} has no detector '{detector}'", "DETECTOR", path),
            _ => throw Unknown($"the instrument '{instrument}' is not known", "INSTRUME", path),
        };
    }

    /// <summary>The spectral elements of an exposure other than CLEAR, joined by commas.</summary>
    public static string Filters(Camera camera, FitsHeader primary, FitsHeader science)
    {
        string[] keywords = camera switch
        {
            Camera.AcsWfc or Camera.AcsHrc or Camera.AcsSbc => ["FILTER1", "FILTER2"],
            Camera.Wfpc2 => ["FILTNAM1", "FILTNAM2"],
            Camera.Stis => ["OPT_ELEM", "FILTER"],
            _ => ["FILTER"],
        };
        var names = keywords.Select(k => primary.FindString(k) ?? science.FindString(k) ?? "")
            .Select(n => n.Trim()).Where(n => n.Length > 0 && !n.StartsWith("CLEAR", StringComparison.OrdinalIgnoreCase));
        return string.Join(",", names);
    }

    private static InputException Unknown(string message, string keyword, string path) => new(message)
    { File = path, Keyword = keyword, Expected = "ACS WFC, HRC or SBC; WFC3 UVIS or IR; WFPC2; STIS; NICMOS" };
}
