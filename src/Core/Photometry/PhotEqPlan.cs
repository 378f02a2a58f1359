using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Photometry;

/// <summary>Finds the reference value and computes every factor of a photeq run, without changing a file.</summary>
internal static class PhotEqPlan
{
    /// <summary>The whole run as it will be.</summary>
    public static PhotEqResult Make(IReadOnlyList<string> files, PhotEqOptions options)
    {
        string[] auxiliary = options.AuxPhotKwd?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
        var reference = options.RefPhot is { } given ? new Reference(Positive(given, "", "ref_phot"), null, null, 0) : FindReference(files, options);
        var changes = new List<PhotEqChange>();
        var skipped = new List<string>();
        foreach (string path in files)
        {
            using var file = FitsFile.Open(path);
            int before = changes.Count;
            PlanFile(file, path, reference, auxiliary, options, changes);
            if (changes.Count == before) skipped.Add(path);
        }
        return new(options.PhotKwd, auxiliary, reference.Value, reference.Source, changes, skipped, options.ReadOnly);
    }

    /// <summary>An HDU by the name and version that a change carries.</summary>
    public static Hdu FindHdu(FitsFile file, string name, int version) => name == "PRIMARY" ? file[0] : file[name, version];

    private sealed record Reference(double Value, string? Source, string? File, int HduIndex);

    private static Reference FindReference(IReadOnlyList<string> files, PhotEqOptions options)
    {
        foreach (string path in files)
        {
            using var file = FitsFile.Open(path);
            IEnumerable<Hdu> candidates = options.RefPhotExt.Trim().Length > 0 ? Named(file, options.RefPhotExt)
                : [.. options.SearchPrimary || IsPrimary(options) ? new[] { file[0] } : [], .. ScienceHdus(file, options)];
            foreach (var hdu in candidates)
            {
                if (hdu.Header.FindDouble(options.PhotKwd) is not { } value) continue;
                string extension = options.RefPhotExt.Trim().Length > 0 && int.TryParse(options.RefPhotExt, CultureInfo.InvariantCulture, out int number)
                    ? number.ToString(CultureInfo.InvariantCulture)
                    : hdu.Index == 0 ? "0" : $"'{hdu.Name}',{hdu.Version}";
                return new(Positive(value, path, options.PhotKwd), $"{path}[{extension}]", path, hdu.Index);
            }
        }
        throw new InputException($"no file has the keyword {options.PhotKwd}")
        {
            Keyword = options.PhotKwd,
            File = string.Join(", ", files.Take(3)),
            Advice = options.RefPhotExt.Length > 0 ? $"look at ref_phot_ext, '{options.RefPhotExt}'" : "give ref_phot, or another phot_kwd",
        };
    }

    private static void PlanFile(FitsFile file, string path, Reference reference, string[] auxiliary, PhotEqOptions options, List<PhotEqChange> changes)
    {
        bool inPrimary = IsPrimary(options);
        double? primaryFactor = null;
        if ((options.SearchPrimary || inPrimary) && file.PrimaryHeader.FindDouble(options.PhotKwd) is { } value)
        {
            bool isReference = path == reference.File && reference.HduIndex == 0;
            double factor = isReference ? 1 : Positive(value, path, options.PhotKwd) / reference.Value;
            primaryFactor = factor;
            bool scales = inPrimary && file[0] is ImageHdu { HasData: true };
            changes.Add(new(path, "PRIMARY", 1, value, reference.Value, factor, isReference, Auxiliary(file[0], auxiliary, factor),
                scales && CanScale(file[0], factor, path), inPrimary && HasError(file, 1, factor, options, path)));
        }
        if (inPrimary) return;
        foreach (var hdu in ScienceHdus(file, options))
        {
            double? own = hdu.Header.FindDouble(options.PhotKwd);
            if ((own is null && primaryFactor is null) || hdu.Index == 0) continue;
            bool isReference = path == reference.File && hdu.Index == reference.HduIndex;
            double factor = isReference ? 1 : own is { } v ? Positive(v, path, options.PhotKwd) / reference.Value : primaryFactor!.Value;
            changes.Add(new(path, hdu.Name, hdu.Version, own, reference.Value, factor, isReference, isReference ? [] : Auxiliary(hdu, auxiliary, factor),
                !isReference && CanScale(hdu, factor, path), !isReference && HasError(file, hdu.Version, factor, options, path)));
        }
    }

    private static List<KeywordChange> Auxiliary(Hdu hdu, string[] keywords, double factor)
    {
        var result = new List<KeywordChange>();
        foreach (string keyword in keywords)
            if (hdu.Header.FindDouble(keyword) is { } value) result.Add(new(keyword, value, value / factor));
        return result;
    }

    private static bool HasError(FitsFile file, int version, double factor, PhotEqOptions options, string path) =>
        !string.IsNullOrWhiteSpace(options.ErrExt) && file.Find(options.ErrExt, version) is ImageHdu { HasData: true } error && CanScale(error, factor, path);

    /// <summary>Integers cannot carry a factor; DrizzlePac warns and leaves data and header at odds, here it is refused.</summary>
    private static bool CanScale(Hdu hdu, double factor, string path)
    {
        if (hdu is not ImageHdu { HasData: true } image) return false;
        if (factor != 1 && image.Header.FindInt("BITPIX") is > 0)
            throw new InputException("the pixels are integers and cannot be multiplied by " + factor.ToString(CultureInfo.InvariantCulture))
            { File = path, Hdu = $"[{hdu.Name},{hdu.Version}]", Keyword = "BITPIX", Expected = "-32 or -64" };
        return true;
    }

    private static bool IsPrimary(PhotEqOptions options) => string.Equals(options.SciExt?.Trim(), "PRIMARY", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<Hdu> ScienceHdus(FitsFile file, PhotEqOptions options) => IsPrimary(options) ? []
        : string.IsNullOrWhiteSpace(options.SciExt)
            ? file.Hdus.Skip(1).Where(h => h is ImageHdu { HasData: true } && !h.Name.Equals(options.ErrExt, StringComparison.OrdinalIgnoreCase))
            : file.Hdus.Where(h => h.Name.Equals(options.SciExt.Trim(), StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Hdu> Named(FitsFile file, string extension)
    {
        string text = extension.Trim().Trim('(', ')', '[', ']');
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number))
            return number >= 0 && number < file.Hdus.Count ? [file[number]] : [];
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        string name = parts[0].Trim('\'', '"');
        int version = 1;
        if (parts.Length > 2 || (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out version)))
            throw new ParameterException($"'{extension}' names no extension") { Parameter = "ref_phot_ext", Expected = "a number, a name, or name,version" };
        return name.Equals("PRIMARY", StringComparison.OrdinalIgnoreCase) ? [file[0]] : file.Find(name, version) is { } hdu ? [hdu] : [];
    }

    private static double Positive(double value, string path, string keyword) => value > 0 && double.IsFinite(value) ? value
        : throw new InputException($"an inverse sensitivity of {value.ToString(CultureInfo.InvariantCulture)} cannot be used")
        { File = path.Length > 0 ? path : null, Keyword = keyword, Expected = "a number above zero" };
}
