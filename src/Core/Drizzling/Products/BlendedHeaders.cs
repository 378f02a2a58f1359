using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Drizzling;

/// <summary>The headers of the final products of a run, blended from those of all chips.</summary>
internal sealed class BlendedHeaders
{
    private readonly DrizzleRun run;
    private readonly FitsHeader primary;

    private BlendedHeaders(DrizzleRun run, FitsHeader primary) => (this.run, this.primary) = (run, primary);

    public required FitsHeader Science { get; init; }
    public required FitsHeader Weight { get; init; }
    public required FitsHeader Context { get; init; }
    /// <summary>HDRTAB: one row per chip.</summary>
    public Table? Table { get; init; }

    /// <summary>The primary header of a product.</summary>
    public FitsHeader Primary(string path)
    {
        var header = primary.Clone();
        var (science, weight, context) = FinalProducts.Paths(run);
        string data = $"{run.OutputRoot}_{run.Suffix}.fits";
        var o = run.Options;
        ProductHeader.SetPrimary(header, path, run, run.Exposures, [.. run.Exposures.SelectMany(e => e.Chips.Select(c => new DrizzleKeywords.Entry(
            $"{e.FileName}[sci,{c.ExtVer}]", e.ExposureTime, data, weight, context ?? "", $"{e.Root}_sci{c.ExtVer}_final_mask.fits", c.WeightScale, o.FinalKernel,
            o.FinalPixFrac, o.Coeffs, o.FinalUnits, o.FinalFillVal, o.WcsKey, run.FinalFrame.Wcs.PixelScale, c.NaturalScale)))]);
        return header;
    }

    public static BlendedHeaders Make(DrizzleRun run)
    {
        var first = run.Exposures[0];
        using var file = first.Open();
        var science = ChipPixels.Find(file, first.Chips[0]).Header.Clone();
        ProductHeader.SetScience(science, run.FinalFrame, run.Exposures.Count, ProductHeader.FinalUnitOf(run));
        var plane = new FitsHeader();
        FrameHeader.SetWcs(plane, run.FinalFrame);
        plane.Set("BUNIT", "UNITLESS", "brightness units");
        return new BlendedHeaders(run, file.Header.Clone()) { Science = science, Weight = plane.Clone(), Context = plane };
    }
}
