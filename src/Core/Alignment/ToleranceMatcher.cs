namespace HstNotebooks.Alignment;

/// <summary>
/// Pairs the sources of two lists that lie within a tolerance after an offset (the tolerance algorithm of IRAF xyxymatch;
/// facts: matching-and-fitting 3.5).
/// </summary>
/// <remarks>
/// Different from the reference on purpose: the pairs are one to one. Where two reference sources have the same nearest image
/// source, the closer one keeps it. In the recorded runs no source is used twice, so the pairs are the same.
/// </remarks>
public static class ToleranceMatcher
{
    /// <summary>Pairs of indices (0-based) into the two lists, ordered by the y, then x of the reference.</summary>
    /// <param name="image">Positions of the image's sources.</param>
    /// <param name="reference">Positions of the reference sources.</param>
    /// <param name="offsetX">Offset in x, image minus reference, pixels.</param>
    /// <param name="offsetY">Offset in y.</param>
    /// <param name="tolerance">Largest distance of a pair after the offset, pixels.</param>
    /// <param name="separation">Sources of the same list that are not farther apart than this count as one, pixels.</param>
    public static IReadOnlyList<(int Reference, int Image)> Match(PositionList image, PositionList reference,
        double offsetX, double offsetY, double tolerance, double separation) =>
        Match(image, reference, Thin(reference, separation), offsetX, offsetY, tolerance, separation);

    /// <summary>The same with a reference that has been thinned already.</summary>
    internal static IReadOnlyList<(int Reference, int Image)> Match(PositionList image, PositionList reference, int[] keptReference,
        double offsetX, double offsetY, double tolerance, double separation)
    {
        var keptImage = Thin(image, separation);
        var shifted = new PositionList([.. keptImage.Select(i => image.X[i] - offsetX)], [.. keptImage.Select(i => image.Y[i] - offsetY)]);
        var grid = new PointGrid(shifted.X, shifted.Y, Math.Max(tolerance, 1));

        var pairs = new List<(int Reference, int Image)>();
        var owner = new Dictionary<int, (int Pair, double Distance)>();
        foreach (int r in keptReference)
        {
            int nearest = grid.Nearest(reference.X[r], reference.Y[r], tolerance);
            if (nearest < 0) continue;
            double distance = double.Hypot(shifted.X[nearest] - reference.X[r], shifted.Y[nearest] - reference.Y[r]);
            if (owner.TryGetValue(nearest, out var other))
            {
                if (other.Distance <= distance) continue;
                pairs[other.Pair] = (-1, -1);
            }
            owner[nearest] = (pairs.Count, distance);
            pairs.Add((r, keptImage[nearest]));
        }
        pairs.RemoveAll(p => p.Reference < 0);
        return pairs;
    }

    /// <summary>Indices ordered by y, then x, without the sources that lie within the separation of an earlier one.</summary>
    public static int[] Thin(PositionList positions, double separation)
    {
        int[] order = [.. Enumerable.Range(0, positions.Count).Where(i => double.IsFinite(positions.X[i]) && double.IsFinite(positions.Y[i]))];
        order.AsSpan().Sort(new ByRow(positions));
        var isDropped = new bool[order.Length];
        for (int a = 0; a < order.Length; a++)
        {
            if (isDropped[a]) continue;
            for (int b = a + 1; b < order.Length; b++)
            {
                double dx = positions.X[order[b]] - positions.X[order[a]], dy = positions.Y[order[b]] - positions.Y[order[a]];
                if (dy > separation) break;
                if (dx * dx + dy * dy <= separation * separation) isDropped[b] = true;
            }
        }
        return [.. order.Where((_, k) => !isDropped[k])];
    }

    /// <summary>Orders by y, then x, then place in the list.</summary>
    private readonly struct ByRow(PositionList positions) : IComparer<int>
    {
        private readonly double[] x = positions.X, y = positions.Y;

        public int Compare(int a, int b)
        {
            int order = y[a].CompareTo(y[b]);
            if (order == 0) order = x[a].CompareTo(x[b]);
            return order == 0 ? a.CompareTo(b) : order;
        }
    }
}
