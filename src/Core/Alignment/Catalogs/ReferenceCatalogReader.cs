using HstNotebooks.Errors;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>Reads the reference catalog of TweakReg (parameters <c>refcat</c>, <c>refxcol</c>, ...).</summary>
internal static class ReferenceCatalogReader
{
    /// <summary>Reads the catalog. Positions in pixels belong to the frame.</summary>
    /// <exception cref="TableException">The catalog cannot be read; names file, line and column.</exception>
    /// <exception cref="InputException">The catalog is empty, or its positions are none on the sky.</exception>
    public static ReferenceCatalog Read(TweakRegOptions options, LinearWcs frame)
    {
        var file = CatalogFile.Read(options.RefCat, "refcat");
        if (file.RowCount == 0)
            throw new InputException("the reference catalog is empty") { File = file.Path, Parameter = "refcat", Advice = "query a larger region, or a catalog that covers the field" };
        var (xColumn, yColumn) = CatalogColumns.OfPositions(file, new(options.RefXCol, "refxcol"), new(options.RefYCol, "refycol"), options.RefXYUnits);
        var (ra, dec) = CatalogColumns.Positions(file, xColumn, yColumn);
        var fluxColumn = new ColumnSpecification(options.RFluxCol, "rfluxcol");
        double[] flux = fluxColumn.IsEmpty ? [.. ra.Select(_ => double.NaN)] : CatalogColumns.Numbers(file, fluxColumn);
        if (options.RefXYUnits == PositionUnits.Pixels) frame.PixelToSky(ra, dec, ra, dec);
        else CheckSky(file, ra, dec);

        var selection = new FluxSelection(options.RMinFlux, options.RMaxFlux, options.RFluxUnits, options.RefNBright);
        if (selection.IsActive && fluxColumn.IsEmpty)
            throw new ParameterException("limits of the flux need the column of the flux") { Parameter = "rfluxcol", Advice = "name the column, or leave rminflux, rmaxflux and refnbright out" };
        int[] kept = selection.Select(flux, file.Path);
        string name = options.RefCat.Name;
        return new ReferenceCatalog
        {
            Name = name,
            Ra = [.. kept.Select(i => ra[i])],
            Dec = [.. kept.Select(i => dec[i])],
            Flux = [.. kept.Select(i => flux[i])],
            Sources = [.. kept.Select(_ => name)],
            Errors = ErrorsIfReadable(file, kept, mustBe: options.FitWeights is FitWeights.Catalog or FitWeights.Both),
            Motions = Motions(file, kept),
            MovesWithTime = options.ProperMotion,
        };
    }

    private static void CheckSky(CatalogFile file, double[] ra, double[] dec)
    {
        for (int i = 0; i < ra.Length; i++)
        {
            if (ra[i] is >= -360 and <= 720 && dec[i] is >= -90 and <= 90) continue;
            throw new TableException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"({ra[i]}, {dec[i]}) is no position on the sky"))
            { File = file.Path, Row = file.Line(i), Expected = "RA and Dec in degrees", Advice = "set refxcol and refycol, or refxyunits pixels" };
        }
    }

    private static ProperMotions? Motions(CatalogFile file, int[] kept)
    {
        if (!file.HasColumn("pmra") || !file.HasColumn("pmdec")) return null;
        double[] Column(string name, Func<CatalogFile, int, double> unit) => Numbers(file, kept, name, unit);
        return new ProperMotions(Column("pmra", CatalogUnits.ProperMotion), Column("pmdec", CatalogUnits.ProperMotion), file.HasColumn("ref_epoch") ? Column("ref_epoch", (_, _) => 1) : [.. kept.Select(_ => double.NaN)],
            file.HasColumn("parallax") ? Column("parallax", CatalogUnits.SmallAngle) : null)
        {
            Errors = file.HasColumn("pmra_error") && file.HasColumn("pmdec_error") ? PerAxis(Column("pmra_error", CatalogUnits.ProperMotion), Column("pmdec_error", CatalogUnits.ProperMotion)) : null,
        };
    }

    /// <summary>The errors; columns that cannot be understood are only refused where weights are to be made of them.</summary>
    private static double[]? ErrorsIfReadable(CatalogFile file, int[] kept, bool mustBe)
    {
        try
        {
            return Errors(file, kept);
        }
        catch (TableException) when (!mustBe)
        {
            return null;
        }
    }

    /// <summary>Errors of the positions: as Gaia names them, milliarcseconds where no unit is given, or as SDSS does, arcseconds.</summary>
    private static double[]? Errors(CatalogFile file, int[] kept)
    {
        if (file.HasColumn("ra_error") && file.HasColumn("dec_error"))
            return PerAxis(Numbers(file, kept, "ra_error", CatalogUnits.SmallAngle), Numbers(file, kept, "dec_error", CatalogUnits.SmallAngle));
        if (!file.HasColumn("raErr") || !file.HasColumn("decErr")) return null;
        double InArcseconds(CatalogFile f, int column) => string.IsNullOrWhiteSpace(f.Unit(column)) ? 1000 : CatalogUnits.SmallAngle(f, column);
        return PerAxis(Numbers(file, kept, "raErr", InArcseconds), Numbers(file, kept, "decErr", InArcseconds));
    }

    /// <summary>The mean of both axes; errors that are not above zero are not known.</summary>
    private static double[] PerAxis(double[] first, double[] second) =>
        [.. first.Zip(second).Select(e => e is { First: > 0, Second: > 0 } ? Math.Sqrt((e.First * e.First + e.Second * e.Second) / 2) : double.NaN)];

    private static double[] Numbers(CatalogFile file, int[] kept, string name, Func<CatalogFile, int, double> unit)
    {
        var column = new ColumnSpecification(name, name);
        double factor = unit(file, column.Resolve(file.Names, file.ColumnCount, file.Path)[0]);
        double[] values = CatalogColumns.Numbers(file, column);
        return [.. kept.Select(i => factor * values[i])];
    }
}
