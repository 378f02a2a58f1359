using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Drizzling;

/// <summary>The headers of the final products of a run, blended from those of all chips.</summary>
internal sealed class BlendedHeaders
{
    private readonly FitsHeader primary;

    private BlendedHeaders(FitsHeader primary) => this.primary = primary;

    public required FitsHeader Science { get; init; }
    public required FitsHeader Weight { get; init; }
    public required FitsHeader Context { get; init; }
    /// <summary>Of the propagated errors: that of the weights with the unit of the science image.</summary>
    public FitsHeader Errors
    {
        get
        {
            var header = Weight.Clone();
            header.Set("BUNIT", Science.GetString("BUNIT"), "units of the image");
            return header;
        }
    }
    /// <summary>HDRTAB: one row per chip.</summary>
    public required Table Table { get; init; }

    /// <summary>The primary header of a product. Those of a run share the text of their cards: hundreds of exposures have thousands.</summary>
    public FitsHeader Primary(string path)
    {
        var header = primary.Clone();
        ProductHeader.SetName(header, path);
        return header;
    }

    public static BlendedHeaders Make(DrizzleRun run)
    {
        var blended = HeaderBlender.Blend(Read(run), Rules(run));
        string science = FinalProducts.Paths(run).Science;
        ProductHeader.SetPrimary(blended.Primary, science, science, run, run.Exposures, Entries(run));
        ProductHeader.SetScience(blended.Science, run.FinalFrame, run.Exposures.Count, ProductHeader.FinalUnitOf(run));
        foreach (var plane in (FitsHeader[])[blended.Weight, blended.Context])
        {
            FrameHeader.RemoveDistortion(plane);
            FrameHeader.SetWcs(plane, run.FinalFrame);
            if (ReferenceEquals(plane, blended.Weight)) plane.Set("CCDCHIP", "-999");
            if (blended.Science.FindString("WCSTYPE") is { } type) plane.Set("WCSTYPE", type);
        }
        return new BlendedHeaders(blended.Primary) { Science = blended.Science, Weight = blended.Weight, Context = blended.Context, Table = blended.Table };
    }

    /// <summary>The keywords of what was drizzled.</summary>
    private static DrizzleKeywords.Entry[] Entries(DrizzleRun run)
    {
        string root = $"{run.OutputRoot}_{run.Suffix}";
        var o = run.Options;
        return [.. run.Exposures.SelectMany(e => e.Chips.Select(c => new DrizzleKeywords.Entry(
            $"{e.FileName}[sci,{c.ExtVer}]", e.ExposureTime, $"{root}.fits", $"{root}_wht.fits", o.Context ? $"{root}_ctx.fits" : "", $"{e.Root}_sci{c.ExtVer}_final_mask.fits", c.WeightScale, o.FinalKernel,
            o.FinalPixFrac, o.Coeffs, o.FinalUnits, o.FinalFillVal, o.WcsKey, run.FinalFrame.Wcs.PixelScale, c.NaturalScale)))];
    }

    /// <summary>The headers of the chips, read one exposure at a time.</summary>
    private static IEnumerable<ChipHeaders> Read(DrizzleRun run)
    {
        foreach (var exposure in run.Exposures)
        {
            run.Cancel.ThrowIfCancellationRequested();
            run.Opened.Count();
            using var file = FitsFile.Open(exposure.Path);
            FitsHeader? shared = null;
            foreach (var chip in exposure.Chips)
            {
                var headers = ChipHeaders.Read(file, chip.ExtVer);
                headers = headers with { Primary = shared ??= headers.Primary };
                headers.Primary.Remove("MDRIZSKY");
                // The inputs get it when all products are written; the table of the product holds it already.
                if (chip.SkyKeyword is { } sky) headers.Science.Set("MDRIZSKY", sky);
                yield return headers;
            }
        }
    }

    /// <summary>The rules of a run: the user's file, else those of its instruments.</summary>
    public static HeaderRules Rules(DrizzleRun run)
    {
        if (run.Options.RulesFile.Trim().Length > 0) return HeaderRules.Read(run.Options.RulesFile.Trim());
        return HeaderRules.Merge([.. run.Exposures.Select(e => e.Instrument).Distinct().Select(i => HeaderRules.Find(i, Directory.GetCurrentDirectory()))]);
    }
}
