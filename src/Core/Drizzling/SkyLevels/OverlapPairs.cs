namespace HstNotebooks.Drizzling;

/// <summary>
/// Which pairs of exposures are compared for the matched sky: all that may overlap while they are few. Of very many, some of those
/// that are closest to each exposure, some farther ones, and as many more as it takes to link what overlaps: the rest adds work with the square of their number, and little to the answer.
/// </summary>
internal static class OverlapPairs
{
    /// <summary>Up to so many pairs all are compared.</summary>
    public const int MaxPairs = 2000;
    /// <summary>Of more, so many for each exposure.</summary>
    public const int Neighbours = 16;
    /// <summary>Of these so many are the closest.</summary>
    private const int Near = 10;

    /// <summary>The pairs (first, second, first &lt; second) of circles that touch, in order.</summary>
    /// <param name="caps">The circles.</param>
    /// <param name="all">Whether these are all pairs that touch.</param>
    public static IReadOnlyList<(int I, int J)> Choose(IReadOnlyList<SkyCap> caps, out bool all)
    {
        long touching = Touching(caps).LongCount();
        all = touching <= MaxPairs;
        if (all) return [.. Touching(caps)];
        var chosen = new HashSet<(int I, int J)>();
        for (int i = 0; i < caps.Count; i++)
        {
            int[] others = [.. Enumerable.Range(0, caps.Count).Where(j => j != i && caps[i].Touches(caps[j])).OrderBy(j => caps[i].Centre.SeparationTo(caps[j].Centre))];
            for (int k = 0; k < Math.Min(Near, others.Length); k++) Add(i, others[k]);
            // Others from near to far, so that heaps of exposures at one place are linked with each other.
            for (int k = 1; k <= Neighbours - Near && others.Length > Near; k++) Add(i, others[Near + (others.Length - Near) * k / (Neighbours - Near) - 1]);
        }
        return [.. chosen.Order()];

        void Add(int i, int j) => chosen.Add((Math.Min(i, j), Math.Max(i, j)));
    }

    /// <summary>The pairs of circles that touch and whose exposures no chain of overlaps links yet.</summary>
    public static IReadOnlyList<(int I, int J)> Unlinked(IReadOnlyList<SkyCap> caps, IEnumerable<SkyOverlap> overlaps)
    {
        var links = new ImageLinks(caps.Count);
        foreach (var overlap in overlaps) links.Join(overlap.First, overlap.Second);
        return [.. Touching(caps).Where(p => links.GroupOf(p.I) != links.GroupOf(p.J))];
    }

    private static IEnumerable<(int I, int J)> Touching(IReadOnlyList<SkyCap> caps)
    {
        for (int i = 0; i < caps.Count; i++)
            for (int j = i + 1; j < caps.Count; j++)
                if (caps[i].Touches(caps[j])) yield return (i, j);
    }
}
