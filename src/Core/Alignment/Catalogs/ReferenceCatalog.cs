using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>
/// The sources that images are aligned to. Sky positions in degrees; one element per source. Immutable: growing it and moving
/// it to another epoch give new catalogs.
/// </summary>
internal sealed record ReferenceCatalog
{
    /// <summary>File name of the catalog or image.</summary>
    public required string Name { get; init; }
    /// <summary>Whether the sources were found in an image.</summary>
    public bool IsImage { get; init; }
    public required double[] Ra { get; init; }
    public required double[] Dec { get; init; }
    /// <summary>Flux or magnitude; NaN where it is not known.</summary>
    public required double[] Flux { get; init; }
    /// <summary>Where each source comes from: the catalog, or image and chip.</summary>
    public required string[] Sources { get; init; }
    /// <summary>Chip pixels of sources found in an image; null for catalogs.</summary>
    public (double[] X, double[] Y)? Original { get; init; }
    /// <summary>Standard errors of the positions per axis, milliarcseconds, NaN where one is not known; null where the catalog has none.</summary>
    public double[]? Errors { get; init; }
    /// <summary>Proper motions and epochs, also where they are not applied; null where the catalog has none.</summary>
    public ProperMotions? Motions { get; init; }
    /// <summary>Whether positions are to be moved to the date of an exposure.</summary>
    public bool MovesWithTime { get; init; }
    public int Count => Ra.Length;

    /// <summary>The sources in a reference plane, 1-based pixels; NaN where they are behind it.</summary>
    public PositionList Project(LinearWcs frame)
    {
        double[] x = new double[Count], y = new double[Count];
        frame.SkyToPixel(Ra, Dec, x, y);
        return new PositionList(x, y);
    }

    /// <summary>The catalog as seen at an epoch (Julian year); the catalog itself where it has no proper motions or an epoch is not known.</summary>
    public ReferenceCatalog At(double? epoch)
    {
        if (!MovesWithTime || Motions is not { HasEpochs: true } motions || epoch is not { } year) return this;
        var (ra, dec) = motions.Propagate(Ra, Dec, year);
        return this with { Ra = ra, Dec = dec, Errors = Errors is null ? null : motions.Propagate(Errors, year) };
    }

    /// <summary>The sources of an image as reference.</summary>
    public static ReferenceCatalog FromImage(ImageCatalog image) => new()
    {
        Name = image.FileName,
        IsImage = true,
        Ra = image.Ra,
        Dec = image.Dec,
        Flux = image.Flux,
        Sources = [.. image.ExtVer.Select(v => $"{image.FileName}[{v}]")],
        Original = (image.X, image.Y),
    };

    /// <summary>The catalog with more sources at its end.</summary>
    public ReferenceCatalog With(string source, double[] ra, double[] dec, double[] flux, double[] x, double[] y) => this with
    {
        Ra = [.. Ra, .. ra],
        Dec = [.. Dec, .. dec],
        Flux = [.. Flux, .. flux],
        Sources = [.. Sources, .. Enumerable.Repeat(source, ra.Length)],
        Original = Original is { } original ? ([.. original.X, .. x], [.. original.Y, .. y]) : null,
        Errors = Errors is null ? null : [.. Errors, .. Enumerable.Repeat(double.NaN, ra.Length)],
        Motions = Motions?.WithUnknown(ra.Length),
    };
}
