using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>Chooses the reference image and the next image by the overlap of their areas (facts: catalogs-and-regions 2.5, 2.7).</summary>
/// <remarks>Areas are those of the convex hulls of chips and sources in the reference plane, square pixels; the plane's distortion of areas is below 1e-4 over a mosaic of a degree.</remarks>
internal static class OverlapOrder
{
    /// <summary>The input that the others are aligned to.</summary>
    public static ImageCatalog ReferenceOf(IReadOnlyList<ImageCatalog> images, LinearWcs frame, TweakRegOptions options)
    {
        if (images.Count == 2 || !options.ExpandRefCat || options.EnforceUserOrder) return images[0];
        var outlines = images.Select(i => Outline(i, frame)).ToList();
        double best = -1;
        var pair = (First: 0, Second: 1);
        double[,] overlaps = new double[images.Count, images.Count];
        for (int i = 0; i < images.Count; i++)
        {
            for (int j = i + 1; j < images.Count; j++)
            {
                overlaps[i, j] = overlaps[j, i] = Overlap(outlines[i], outlines[j]);
                if (overlaps[i, j] > best) (best, pair) = (overlaps[i, j], (i, j));
            }
        }
        double Total(int i) => Enumerable.Range(0, images.Count).Sum(j => overlaps[i, j]);
        return Total(pair.Second) > Total(pair.First) ? images[pair.Second] : images[pair.First];
    }

    /// <summary>The image that overlaps the reference most; the first of equal ones.</summary>
    public static ImageCatalog Next(IReadOnlyList<ImageCatalog> waiting, ReferenceCatalog reference, LinearWcs frame)
    {
        var area = ConvexPolygon.HullOf(reference.Project(frame));
        return waiting.MaxBy(i => Overlap(Outline(i, frame), [area]))!;
    }

    /// <summary>The hull of the sources of each chip; the outline of the chip where there are fewer than three.</summary>
    private static List<ConvexPolygon> Outline(ImageCatalog image, LinearWcs frame) => [.. image.Chips.Select(chip =>
    {
        double[] ra = chip.Ra, dec = chip.Dec;
        if (chip.Count < 3)
        {
            double[] cornerX = [1, chip.Wcs.Width, chip.Wcs.Width, 1], cornerY = [1, 1, chip.Wcs.Height, chip.Wcs.Height];
            (ra, dec) = (new double[4], new double[4]);
            chip.Wcs.PixelToSky(cornerX, cornerY, ra, dec);
        }
        double[] x = new double[ra.Length], y = new double[ra.Length];
        frame.SkyToPixel(ra, dec, x, y);
        return ConvexPolygon.HullOf(new PositionList(x, y));
    })];

    private static double Overlap(IReadOnlyList<ConvexPolygon> first, IReadOnlyList<ConvexPolygon> second) =>
        first.Sum(a => second.Sum(b => a.Intersect(b).Area));
}
