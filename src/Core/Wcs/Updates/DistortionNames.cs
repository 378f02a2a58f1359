using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>
/// Names of the parts of a distortion model, by which solutions are told apart (facts: header-update 4.7). A part that is absent
/// is <c>NOMODEL</c>; SIP coefficients of unknown origin are <c>UNKNOWN</c>.
/// </summary>
/// <param name="Sip">SIPNAME.</param>
/// <param name="Npol">Root of the NPOL file.</param>
/// <param name="D2Im">Root of the D2IM file.</param>
public sealed record DistortionNames(string Sip, string Npol, string D2Im)
{
    private const string NoModel = "NOMODEL";

    /// <summary>DISTNAME: the three names joined by <c>-</c>.</summary>
    public string DistName => $"{Sip}-{Npol}-{D2Im}";

    /// <summary>Derives the names from the primary header and that of a science extension.</summary>
    public static DistortionNames FromHeaders(FitsHeader primary, FitsHeader science)
    {
        string idc = Root(primary.FindString("IDCTAB") ?? science.FindString("IDCTAB"), "_idc");
        string sip;
        if (idc.Length > 0)
        {
            string? given = primary.FindString("SIPNAME")?.Trim();
            sip = given is not null && given.Contains(idc, StringComparison.OrdinalIgnoreCase) ? given : $"{primary.FindString("ROOTNAME")?.Trim()}_{idc}";
        }
        else sip = science.Contains("A_ORDER") ? "UNKNOWN" : NoModel;
        string npol = Root(primary.FindString("NPOLFILE"), "_npl"), d2Im = Root(primary.FindString("D2IMFILE"), "_d2i");
        return new DistortionNames(sip, npol.Length > 0 ? npol : NoModel, d2Im.Length > 0 ? d2Im : NoModel);
    }

    /// <summary>The name of a reference file without path, <c>name$</c> prefix, extension and suffix, wherever the suffix is (root_d2im becomes rootm, as stwcs has it); empty for blank and N/A.</summary>
    internal static string Root(string? file, string suffix)
    {
        string name = file?.Trim() ?? "";
        if (name.Length == 0 || name.Equals("N/A", StringComparison.OrdinalIgnoreCase)) return "";
        name = name[(name.LastIndexOfAny(['/', '\\', '$']) + 1)..];
        int dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0) name = name[..dot];
        return suffix.Length > 0 ? name.Replace(suffix, "", StringComparison.OrdinalIgnoreCase) : name;
    }
}
