using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Wcs;

/// <summary>
/// Rebuilds the WCS of every science extension from the pointing and the reference files that the primary header names
/// (facts: wcs-and-distortion 5.4, 5.5): IDCTAB to CD and SIP, the time-dependent distortion, velocity aberration, NPOLFILE, D2IMFILE.
/// The WCS as the pipeline first wrote it is kept under the key O and is what the update starts from.
/// </summary>
public static class DistortionUpdate
{
    private static readonly string[] Copied = ["WCSAXES", "CRPIX1", "CRPIX2", "CRVAL1", "CRVAL2", "CD1_1", "CD1_2", "CD2_1", "CD2_2", "CUNIT1", "CUNIT2", "RADESYS", "WCSNAME"];

    /// <summary>Updates a file in memory or inside <see cref="FitsFile.Update"/>.</summary>
    /// <returns>The names of the corrections that were applied, in order.</returns>
    /// <exception cref="InputException">The instrument is unknown, the file has no SCI extension, or a reference file is missing or does not fit.</exception>
    /// <exception cref="WcsException">A science header has no WCS.</exception>
    public static IReadOnlyList<string> Apply(FitsFile file, ReferenceFiles references, DistortionUpdateOptions? options = null)
    {
        options ??= new DistortionUpdateOptions();
        var primary = file.PrimaryHeader;
        var (science, geometry) = Check(file);
        bool hasModel = ReferenceFiles.IsNamed(primary.FindString("IDCTAB"));
        var done = new List<string>();
        if (geometry.Instrument == "WFPC2" && Wfpc2DetectorTable.Convert(file, references)) done.Add("DGEOFILE conversion");
        else if (geometry.Instrument == "WFPC2" && !primary.Contains("D2IMFILE")) primary.Set("D2IMFILE", "N/A");

        // All reference files are looked up before the first header is changed.
        string? idcFile = hasModel ? references.Find(primary.GetString("IDCTAB"), "IDCTAB", file.Path) : null;
        string? npolFile = geometry.HasNpol && options.NpolCorr && hasModel ? FindTables("NPOLFILE") : null;
        string? d2ImFile = geometry.HasD2Im && options.D2ImCorr ? FindTables("D2IMFILE") : null;

        if (geometry.HasD2Im && options.D2ImCorr) UpdateD2Im(file, science, geometry, d2ImFile, done);
        if (idcFile is null) return done;

        var headers = science.Select(hdu => hdu.Header).ToArray();
        DropOutdated(primary, headers);
        foreach (var header in headers)
        {
            if (WcsArchive.List(header).Any(entry => entry.Key == 'O')) WcsArchive.Restore([header], 'O');
            else WcsArchive.ArchiveOriginal([header]);
        }
        var models = UpdateModels(file, science, geometry, DistortionTable.Read(idcFile), references, options, done);
        if (geometry.HasNpol && options.NpolCorr) UpdateNpol(file, science, geometry, npolFile, models, done);
        CopyToCompanions(file);
        var names = DistortionNames.FromHeaders(primary, headers[0]);
        primary.Set("UPWCSVER", "HstNotebooks " + typeof(DistortionUpdate).Assembly.GetName().Version?.ToString(3), "Version of the software that updated the WCS");
        primary.Set("DISTNAME", names.DistName);
        primary.Set("SIPNAME", names.Sip);
        primary.Set("NEXTEND", (long)(file.Hdus.Count - 1), "Number of standard extensions");
        return done;

        // A name without a variable is also looked for beside the exposure, where the conversion of a DGEOFILE leaves its table.
        string? FindTables(string keyword)
        {
            string name = primary.FindString(keyword)?.Trim() ?? "";
            if (!ReferenceFiles.IsNamed(name)) return null;
            string beside = Path.Combine(Path.GetDirectoryName(file.Path) ?? "", name);
            return !name.Contains('$', StringComparison.Ordinal) && File.Exists(beside) ? beside : references.Find(name, keyword, file.Path);
        }
    }

    /// <summary>The science extensions and the camera of a file, without changing it.</summary>
    /// <exception cref="InputException">The instrument is unknown, or the file has no SCI extension.</exception>
    internal static (IReadOnlyList<Hdu> Science, DetectorGeometry Geometry) Check(FitsFile file)
    {
        var science = WcsCorrTable.Science(file);
        if (science.Count == 0)
            throw new InputException("the file has no SCI extension")
            { File = file.Path, Expected = "an HST exposure with SCI extensions", Advice = "GEIS images and files with all chips in one array must be converted to such files first" };
        return (science, DetectorGeometry.FromHeader(file.PrimaryHeader, file.Path));
    }

    private static Dictionary<Hdu, DistortionModel> UpdateModels(FitsFile file, IReadOnlyList<Hdu> science, DetectorGeometry geometry,
        DistortionTable table, ReferenceFiles references, DistortionUpdateOptions options, List<string> done)
    {
        var primary = file.PrimaryHeader;
        double paV3 = primary.FindDouble("PA_V3") ?? throw new InputException("the roll angle is missing") { File = file.Path, Keyword = "PA_V3", Expected = "an angle in degrees" };
        bool timeDependent = options.TddCorr && geometry.HasTimeDependentTerms
            && (primary.FindString("TDDCORR")?.Trim() is not { Length: > 0 } word || word.Equals("PERFORM", StringComparison.OrdinalIgnoreCase));
        string dateObs = primary.FindString("DATE-OBS") ?? science[0].Header.FindString("DATE-OBS") ?? "";
        var (filter1, filter2) = geometry.Filters(primary, science[0].Header);

        var chips = new Dictionary<Hdu, PointedWcs.PlacedChip>();
        var terms = new Dictionary<Hdu, TimeDependentDistortion>();
        foreach (var hdu in science)
        {
            int chip = geometry.Chip(primary, hdu.Header);
            var model = table.Find(chip, filter1, filter2).Binned(Binning(geometry, primary, hdu.Header));
            if (geometry.Instrument == "WFPC2" && !table.HasAperturePosition)
            {
                string name = primary.FindString("OFFTAB") ?? "";
                if (!ReferenceFiles.IsNamed(name))
                    throw new InputException("the IDCTAB does not say where the chips lie, and no OFFTAB is named") { File = file.Path, Keyword = "OFFTAB", Expected = "an offset table" };
                var (v2, v3, theta) = OffsetTable.Find(references.Find(name, "OFFTAB", file.Path), chip, Date(dateObs, file.Path));
                model = model with { V2Ref = v2, V3Ref = v3, Theta = theta };
            }
            var zeroPoint = (0.0, 0.0);
            if (timeDependent)
            {
                terms[hdu] = TimeDependentDistortion.FromTable(table.Primary, chip, dateObs, file.Path);
                model = terms[hdu].Apply(model);
                zeroPoint = terms[hdu].ZeroPoint(chip);
            }
            bool fullFrame = hdu.Header.FindInt("NAXIS1") == (int)model.XSize && hdu.Header.FindInt("NAXIS2") == (int)model.YSize;
            chips[hdu] = new PointedWcs.PlacedChip(LinearWcs.FromHeader(hdu.Header), model, zeroPoint,
                fullFrame ? 0 : hdu.Header.FindDouble("LTV1") ?? 0, fullFrame ? 0 : hdu.Header.FindDouble("LTV2") ?? 0);
        }
        var reference = chips[science.FirstOrDefault(hdu => geometry.ReferenceChip is { } wanted && geometry.Chip(primary, hdu.Header) == wanted) ?? science[0]];
        string wcsName = DistortionNames.Root(primary.FindString("IDCTAB"), "_idc");
        foreach (var hdu in science)
        {
            double aberration = options.VaCorr ? hdu.Header.FindDouble("VAFACTOR") ?? 1 : 1;
            if (!(aberration is > 0.99 and < 1.01))
                throw new InputException($"VAFACTOR is {aberration.ToString(CultureInfo.InvariantCulture)}") { File = file.Path, Keyword = "VAFACTOR", Expected = "a number near 1" };
            var wcs = PointedWcs.Make(chips[hdu], reference, paV3, geometry.Parity, aberration);
            ModelCards.Write(hdu.Header, wcs, chips[hdu].ShiftedModel, terms.GetValueOrDefault(hdu), primary.GetString("IDCTAB"),
                primary.GetString("IDCTAB").Contains("idc.fits", StringComparison.OrdinalIgnoreCase) ? "IDC_" + wcsName : " ", Binning(geometry, primary, hdu.Header));
        }
        if (timeDependent) done.Add("time-dependent distortion");
        done.Add("IDCTAB");
        if (options.VaCorr) done.Add("velocity aberration");
        return chips.ToDictionary(pair => pair.Key, pair => pair.Value.ShiftedModel);
    }

    private static void UpdateD2Im(FitsFile file, IReadOnlyList<Hdu> science, DetectorGeometry geometry, string? d2ImFile, List<string> done)
    {
        string name = file.PrimaryHeader.FindString("D2IMFILE")?.Trim() ?? "";
        if (d2ImFile is not null && SameFile(name, science[0].Header.FindString("D2IMEXT"))) return;
        DistortionArrays.RemoveD2Im(file, science);
        if (d2ImFile is null) return;
        foreach (var hdu in science) DistortionArrays.AddD2Im(file, hdu, geometry.Chip(file.PrimaryHeader, hdu.Header), d2ImFile);
        science[0].Header.Set("D2IMEXT", name, null, "D2IM2");
        done.Add("D2IMFILE");
    }

    private static void UpdateNpol(FitsFile file, IReadOnlyList<Hdu> science, DetectorGeometry geometry, string? npolFile, Dictionary<Hdu, DistortionModel> models, List<string> done)
    {
        string name = file.PrimaryHeader.FindString("NPOLFILE")?.Trim() ?? "";
        if (npolFile is not null && SameFile(name, science[0].Header.FindString("NPOLEXT"))) return;
        DistortionArrays.RemoveNpol(file, science);
        if (npolFile is null) return;
        foreach (var hdu in science) DistortionArrays.AddNpol(file, hdu, geometry.Chip(file.PrimaryHeader, hdu.Header), npolFile, models[hdu]);
        science[0].Header.Set("NPOLEXT", name);
        done.Add("NPOLFILE");
    }

    /// <summary>A WCS made with another IDCTAB is of no use any more: every alternate but O goes.</summary>
    private static void DropOutdated(FitsHeader primary, IReadOnlyList<FitsHeader> headers)
    {
        string? old = headers[0].FindString("IDCTAB");
        if (!ReferenceFiles.IsNamed(old) || SameFile(old, primary.FindString("IDCTAB"))) return;
        foreach (var entry in WcsArchive.List(headers[0]))
            if (entry.Key is not (' ' or 'O')) WcsArchive.Delete(headers, entry.Key);
    }

    /// <summary>ERR, DQ, SAMP and TIME get the linear WCS of their SCI.</summary>
    private static void CopyToCompanions(FitsFile file)
    {
        foreach (var hdu in file.Hdus)
        {
            if (hdu.Name is not ("ERR" or "DQ" or "SDQ" or "SAMP" or "TIME") || file.Find("SCI", hdu.Version) is not { } science) continue;
            foreach (string keyword in Copied)
                if (science.Header.FindCard(keyword) is { } card) hdu.Header.Set(keyword, card.Value, card.Comment);
            hdu.Header.Set("CTYPE1", "RA---TAN");
            hdu.Header.Set("CTYPE2", "DEC--TAN");
        }
    }

    private static int Binning(DetectorGeometry geometry, FitsHeader primary, FitsHeader science) => geometry.Instrument == "WFPC2"
        ? primary.FindString("MODE")?.Trim() == "AREA" ? 2 : 1
        : Math.Max(1, science.FindInt("BINAXIS1") ?? 1);

    private static bool SameFile(string? first, string? second) => ReferenceFiles.IsNamed(first) && ReferenceFiles.IsNamed(second)
        && DistortionNames.Root(first, "").Equals(DistortionNames.Root(second, ""), StringComparison.OrdinalIgnoreCase);

    private static DateOnly Date(string text, string? file) =>
        DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
            : throw new InputException($"'{text}' is no date") { File = file, Keyword = "DATE-OBS", Expected = "yyyy-mm-dd" };
}
