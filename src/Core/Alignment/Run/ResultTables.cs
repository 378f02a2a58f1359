using HstNotebooks.Tables;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>The tables of a result.</summary>
internal static class ResultTables
{
    /// <summary>Sources of an image: chip, x, y, flux, id, ra, dec, refx, refy.</summary>
    public static Table Sources(ImageCatalog image, PositionList positions) => new(
    [
        new TableColumn<int>("chip", image.ExtVer, description: "EXTVER"),
        Column("x", image.X, "pix", "F3", "chip column, 1-based"),
        Column("y", image.Y, "pix", "F3", "chip row, 1-based"),
        Column("flux", image.Flux, null, "G6", null),
        new TableColumn<int>("id", [.. Enumerable.Range(0, image.Count)]),
        Column("ra", image.Ra, "deg", "F8", null),
        Column("dec", image.Dec, "deg", "F8", null),
        Column("refx", positions.X, "pix", "F3", "column in the reference frame, 1-based"),
        Column("refy", positions.Y, "pix", "F3", "row in the reference frame, 1-based"),
    ], image.FileName);

    /// <summary>Reference sources: ra, dec, refx, refy, flux, id, source.</summary>
    public static Table Reference(ReferenceCatalog reference, LinearWcs frame)
    {
        var positions = reference.Project(frame);
        return new Table(
        [
            Column("ra", reference.Ra, "deg", "F8", null),
            Column("dec", reference.Dec, "deg", "F8", null),
            Column("refx", positions.X, "pix", "F3", "column in the reference frame, 1-based"),
            Column("refy", positions.Y, "pix", "F3", "row in the reference frame, 1-based"),
            Column("flux", reference.Flux, null, "G6", null),
            new TableColumn<int>("id", [.. Enumerable.Range(0, reference.Count)]),
            new TableColumn<string>("source", reference.Sources),
        ], reference.Name);
    }

    /// <summary>The pairs that a fit kept.</summary>
    public static Table Matches(ImageCatalog image, ImageMatch match, LinearWcs frame)
    {
        var fit = match.Fit!;
        var transform = LinearTransform.Of(fit);
        var pairs = fit.Kept.Select(k => match.Pairs[k]).ToArray();
        double mas = 1000 * frame.PixelScale;
        double[] ra = new double[pairs.Length], dec = new double[pairs.Length];
        for (int k = 0; k < pairs.Length; k++)
        {
            var (x, y) = transform.Invert(match.ImagePositions.X[pairs[k].Image] - frame.CrPix1, match.ImagePositions.Y[pairs[k].Image] - frame.CrPix2);
            var sky = frame.PixelToSky(x + frame.CrPix1, y + frame.CrPix2);
            (ra[k], dec[k]) = (sky.Ra, sky.Dec);
        }
        double[] OfReference(double[] values) => [.. pairs.Select(p => values[p.Reference])];
        double[] OfImage(double[] values) => [.. pairs.Select(p => values[p.Image])];
        return new Table(
        [
            Column("refx", OfReference(match.ReferencePositions.X), "pix", "F3", "reference source in the reference frame, 1-based"),
            Column("refy", OfReference(match.ReferencePositions.Y), "pix", "F3", null),
            Column("imgx", OfImage(match.ImagePositions.X), "pix", "F3", "image source in the reference frame before the fit, 1-based"),
            Column("imgy", OfImage(match.ImagePositions.Y), "pix", "F3", null),
            Column("dx", fit.ResidualsX, "pix", "F4", "residual, image minus fit"),
            Column("dy", fit.ResidualsY, "pix", "F4", null),
            Column("dxmas", [.. fit.ResidualsX.Select(v => v * mas)], "mas", "F2", null),
            Column("dymas", [.. fit.ResidualsY.Select(v => v * mas)], "mas", "F2", null),
            new TableColumn<int>("chip", [.. pairs.Select(p => image.ExtVer[p.Image])], description: "EXTVER"),
            Column("x", OfImage(image.X), "pix", "F3", "chip column, 1-based"),
            Column("y", OfImage(image.Y), "pix", "F3", "chip row, 1-based"),
            Column("flux", OfImage(image.Flux), null, "G6", null),
            Column("ra", ra, "deg", "F9", "of the image source after the fit"),
            Column("dec", dec, "deg", "F9", null),
            Column("refra", OfReference(match.Reference.Ra), "deg", "F9", null),
            Column("refdec", OfReference(match.Reference.Dec), "deg", "F9", null),
            .. fit.Weights is null ? Array.Empty<TableColumn>() : [Column("weight", fit.Weights, null, "G4", "in the fit; 1 for the middle pair")],
            new TableColumn<int>("refid", [.. pairs.Select(p => p.Reference)]),
            new TableColumn<int>("imgid", [.. pairs.Select(p => p.Image)]),
        ], "matches of " + image.FileName);
    }

    /// <summary>The shift file as a table, with the number of matches and the verdict.</summary>
    public static Table Shifts(IReadOnlyList<ImageAlignment> images)
    {
        double[] Values(Func<LinearFit, double> value, double ofReference) => [.. images.Select(i =>
            i.Verdict == AlignmentVerdict.Reference ? ofReference : i is { Fit: { } fit, Verdict: not AlignmentVerdict.Failed } ? value(fit) : double.NaN)];
        return new Table(
        [
            new TableColumn<string>("file", [.. images.Select(i => i.FileName)]),
            Column("dx", Values(f => f.ShiftX, 0), "pix", "F6", "image minus reference"),
            Column("dy", Values(f => f.ShiftY, 0), "pix", "F6", "image minus reference"),
            Column("rot", Values(f => f.Rotation, 0), "deg", "F6", "0 to 360"),
            Column("scale", Values(f => f.Scale, 1), null, "F6", null),
            Column("xrms", Values(f => f.RmsX, 0), "pix", "F6", null),
            Column("yrms", Values(f => f.RmsY, 0), "pix", "F6", null),
            new TableColumn<int>("matches", [.. images.Select(i => i.Fit?.Count ?? 0)]),
            new TableColumn<string>("verdict", [.. images.Select(i => i.Verdict.ToString().ToLowerInvariant())]),
        ], "shifts");
    }

    private static TableColumn<double> Column(string name, double[] values, string? unit, string format, string? description) =>
        new(name, values, unit, description) { Format = format };
}
