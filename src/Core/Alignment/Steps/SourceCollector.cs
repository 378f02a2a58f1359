using HstNotebooks.Detection;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Images;
using HstNotebooks.Progress;

namespace HstNotebooks.Alignment;

/// <summary>Gets the sources of all chips of all images: from catalog files, or by finding them. Chips are worked on in parallel.</summary>
internal sealed class SourceCollector(TweakRegOptions options, IProgress<TaskProgress>? progress, CancellationToken cancel)
{
    /// <summary>The sources of every exposure. An exposure is closed when its last chip is done.</summary>
    /// <exception cref="HstException">A chip or catalog cannot be used; the file and HDU are named.</exception>
    public IReadOnlyList<ImageCatalog> Collect(IReadOnlyList<Exposure> exposures)
    {
        var catalogs = options.CatFile.IsEmpty ? null : new SourceCatalogs(options.CatFile, exposures);
        var masks = options.Exclusions.Length > 0 ? ExclusionList.Read(options.Exclusions) : null;
        var jobs = exposures.SelectMany((exposure, image) => exposure.Chips.Select((chip, place) => (Image: image, Place: place, Chip: chip))).ToList();
        var results = new ChipCatalog[jobs.Count];
        int done = 0;
        int[] waiting = [.. exposures.Select(e => e.Chips.Count)];
        OverCores.For(jobs.Count, new ParallelOptions { CancellationToken = cancel, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var (image, place, chip) = jobs[i];
            results[i] = catalogs?.Find(chip, place) is { } catalog ? ReadCatalog(chip, catalog) : FindSources(chip, place, masks);
            // The mapped file counts as memory until it is closed.
            if (Interlocked.Decrement(ref waiting[image]) == 0) chip.Exposure.Dispose();
            progress?.Report(new TaskProgress("finding sources", 0.8 * Interlocked.Increment(ref done) / jobs.Count, chip.ToString()));
        });
        return [.. exposures.Select((exposure, image) => new ImageCatalog(exposure.Path, exposure.RootName, exposure.MidEpoch,
            [.. jobs.Zip(results).Where(j => j.First.Image == image).Select(j => j.Second)]))];
    }

    private ChipCatalog ReadCatalog(Chip chip, CatalogFile file)
    {
        var (xColumn, yColumn) = CatalogColumns.OfPositions(file, new(options.XCol, "xcol"), new(options.YCol, "ycol"), options.XYUnits);
        var (x, y) = CatalogColumns.Positions(file, xColumn, yColumn);
        var fluxColumn = new ColumnSpecification(options.FluxCol, "fluxcol");
        double[] flux = fluxColumn.IsEmpty ? [.. x.Select(_ => double.NaN)] : CatalogColumns.Numbers(file, fluxColumn);
        var selection = new FluxSelection(options.MinFlux, options.MaxFlux, options.FluxUnits, options.NBright);
        if (selection.IsActive && fluxColumn.IsEmpty)
            throw new ParameterException("limits of the flux need the column of the flux") { Parameter = "fluxcol", Advice = "name the column, or leave minflux, maxflux and nbright out" };
        int[] kept = selection.Select(flux, file.Path);
        (x, y, flux) = ([.. kept.Select(i => x[i])], [.. kept.Select(i => y[i])], [.. kept.Select(i => flux[i])]);
        string? path = file.IsInMemory ? null : file.Path;
        if (options.XYUnits == PositionUnits.Pixels) return ChipCatalog.FromPixels(chip.ExtVer, chip.Wcs, x, y, flux) with { FileName = path };
        double[] px = new double[x.Length], py = new double[x.Length];
        chip.Wcs.SkyToPixel(x, y, px, py);
        return new ChipCatalog { ExtVer = chip.ExtVer, Wcs = chip.Wcs, X = px, Y = py, Flux = flux, Ra = x, Dec = y, FileName = path };
    }

    private ChipCatalog FindSources(Chip chip, int place, ExclusionList? masks)
    {
        try
        {
            Image<byte>? mask = masks?.MaskOf(chip.Exposure.FileName, place, chip.Header, chip.Wcs, chip.Width, chip.Height);
            if (BitFlags.Parse(options.SourceFinding.DqBits, "dqbits") is { Mask: not null } good && chip.ReadDataQuality() is { } quality)
                mask = GoodPixelMask.And(mask, GoodPixelMask.FromDataQuality(quality, good));
            return ToCatalog(ThresholdSearch.Find(chip.ReadScience(), options.SourceFinding, mask, cancel), chip.ExtVer, chip.Wcs, options.SourceFinding);
        }
        catch (HstException e) when (e.File is null)
        {
            throw new InputException(e.Message, e) { File = chip.Exposure.Path, Hdu = $"[SCI,{chip.ExtVer}]", Parameter = e.Parameter, Expected = e.Expected, Advice = e.Advice };
        }
    }

    /// <summary>Found sources as a catalog of a chip.</summary>
    internal static ChipCatalog ToCatalog(SourceList found, int extVer, Wcs.ImageWcs wcs, SourceFindingOptions finding)
    {
        var catalog = ChipCatalog.FromPixels(extVer, wcs, found.X, found.Y, found.Flux) with { SkySigma = found.SkySigma };
        return finding.UseSharpRound ? catalog with { Shape = (found.Sharpness, found.Round1, found.Round2) } : catalog;
    }
}
