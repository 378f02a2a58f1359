using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>Sets the keywords that a drizzled product has of its own (facts: astrodrizzle-pipeline 7.13).</summary>
internal static class ProductHeader
{
    /// <summary>Times, file name, counts of chips and the drizzle keywords of a primary header.</summary>
    public static void SetPrimary(FitsHeader header, string path, string sciencePath, DrizzleRun run, IReadOnlyList<ExposureState> exposures, IReadOnlyList<DrizzleKeywords.Entry> entries)
    {
        string science = Path.GetFileName(sciencePath);
        // DrizzlePac's rule: the text before _drz, and the whole name where there is none.
        int mark = science.IndexOf("_drz", StringComparison.Ordinal);
        double total = exposures.Sum(e => e.ExposureTime);
        SetName(header, path);
        header.Set("ROOTNAME", mark > 0 ? science[..mark] : science, "rootname of the observation set");
        if (exposures.Select(e => e.Start).Min() is { } start) header.Set("EXPSTART", start);
        if (exposures.Select(e => e.End).Max() is { } end) header.Set("EXPEND", end);
        header.Set("EXPTIME", total, "exposure duration (seconds)--calculated");
        header.Set("TEXPTIME", total, null, after: "EXPTIME");
        header.Set("ASN_MTYP", "PROD-DTH");
        foreach (string step in (string[])["DRIZCORR", "DITHCORR"])
            if (header.Contains(step)) header.Set(step, "COMPLETE");
        header.Remove("MDRIZSKY");
        header.Set("PROD_VER", "HstNotebooks", "software that made the product");
        if (run.Options.RunFile.Length > 0) header.Set("DRIZPARS", Path.GetFileName(run.Options.RunFile), "Logfile for processing");
        DrizzleKeywords.Set(header, entries);
    }

    /// <summary>The file name of a product, and what it holds.</summary>
    public static void SetName(FitsHeader header, string path)
    {
        string name = Path.GetFileName(path);
        header.Set("FILENAME", name, "name of file");
        header.Set("FILETYPE", name.EndsWith("_wht.fits", StringComparison.Ordinal) ? "WHT" : name.EndsWith("_ctx.fits", StringComparison.Ordinal) ? "CTX" : name.EndsWith("_err.fits", StringComparison.Ordinal) ? "ERR" : "SCI", "type of data found in data file");
    }

    /// <summary>Unit, chip, number of exposures and WCS of the header of a science image.</summary>
    public static void SetScience(FitsHeader header, SkyFrame frame, int exposures, string unit)
    {
        FrameHeader.RemoveDistortion(header);
        FrameHeader.SetWcs(header, frame);
        header.Remove("OBJECT");
        header.Remove("MJDREF");
        header.Remove("MDRIZSKY");
        header.Set("CCDCHIP", "-999");
        header.Set("NCOMBINE", (long)exposures);
        header.Set("BUNIT", unit, "units of the image");
    }

    /// <summary>The header of the single image of an exposure: its own, with the frame and its chips.</summary>
    public static FitsHeader ForSingle(DrizzleRun run, ExposureState exposure)
    {
        using var file = run.Open(exposure);
        var header = Concatenate(file.Header, ChipPixels.Find(file, exposure.Chips[0]).Header);
        string path = $"{exposure.Root}_single_sci.fits";
        var o = run.Options;
        SetPrimary(header, path, path, run, [exposure], [.. exposure.Chips.Select(c => new DrizzleKeywords.Entry(
            $"{exposure.FileName}[sci,{c.ExtVer}]", exposure.ExposureTime, path, $"{exposure.Root}_single_wht.fits", "", $"{exposure.Root}_sci{c.ExtVer}_single_mask.fits",
            SeparateStep.WeightScale(o.DrizSepWtScl, "driz_sep_wt_scl", exposure.ExposureTime), o.DrizSepKernel, o.DrizSepPixFrac, o.Coeffs, FinalUnit.Cps, o.DrizSepFillVal, o.WcsKey,
            run.SeparateFrame.Wcs.PixelScale, c.NaturalScale))]);
        SetScience(header, run.SeparateFrame, 1, "ELECTRONS/S");
        return header;
    }

    /// <summary>The primary header with the cards of an extension that it does not have.</summary>
    public static FitsHeader Concatenate(FitsHeader primary, FitsHeader extension)
    {
        var header = primary.Clone();
        foreach (string keyword in (string[])["NEXTEND", "EXTEND"]) header.Remove(keyword);
        foreach (var card in extension.Cards)
        {
            if (card.Keyword.Length == 0 || card.Keyword is "COMMENT" or "HISTORY" or "EXTNAME" or "EXTVER" or "EXTLEVEL" or "INHERIT" or "PCOUNT" or "GCOUNT" or "XTENSION") continue;
            if (!header.Contains(card.Keyword)) header.Set(card.Keyword, card.Value, card.Comment);
        }
        return header;
    }

    /// <summary>BUNIT of the final image.</summary>
    public static string FinalUnitOf(DrizzleRun run)
    {
        var last = run.Chips.Last();
        bool native = run.Options.ProcUnit == ProcessingUnit.Native && last.Detector.EffectiveGain != 1;
        string unit = native ? last.Unit.ToLowerInvariant() : last.Detector.EffectiveGain != 1 ? "ELECTRONS" : last.Unit;
        int slash = unit.IndexOf('/');
        if (run.Options.FinalUnits == FinalUnit.Counts) return slash < 0 ? unit : unit[..slash];
        return slash < 0 ? unit + (native ? "/s" : "/S") : unit;
    }
}
