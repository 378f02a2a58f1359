namespace HstNotebooks.Detection;

/// <summary>Drops sources that lie too close to the next one (facts: source-finding 1.10).</summary>
internal static class SeparationFilter
{
    private const int MostRounds = 10;

    /// <summary>
    /// Indices of the sources to keep, ordered by y. Of each pair of neighbours in that order that are not farther apart than
    /// <paramref name="separation"/> the earlier is dropped, and again, at most ten times.
    /// </summary>
    public static List<int> Keep(double[] x, double[] y, double separation)
    {
        int[] sorted = [.. Enumerable.Range(0, x.Length)];
        // Ties stay in the order of the list.
        sorted.AsSpan().Sort((a, b) => y[a].CompareTo(y[b]) is var order and not 0 ? order : a.CompareTo(b));
        List<int> order = [.. sorted];
        for (int round = 0; round < MostRounds; round++)
        {
            var kept = new List<int>(order.Count);
            for (int k = 0; k < order.Count; k++)
            {
                bool close = k + 1 < order.Count
                    && double.Hypot(x[order[k]] - x[order[k + 1]], y[order[k]] - y[order[k + 1]]) <= separation;
                if (!close) kept.Add(order[k]);
            }
            if (kept.Count == order.Count) break;
            order = kept;
        }
        return order;
    }
}
