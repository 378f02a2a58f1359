namespace HstNotebooks.Drizzling;

/// <summary>
/// Which pairs of exposures are compared for the matched sky: all that may overlap while they are few. Of very many, those of each exposure
/// that are closest to it, and as many more as it takes to link what overlaps: the rest adds work with the square of their number, and nothing to the answer.
/// </summary>
internal static class OverlapPairs
{
    /// <summary>Up to so many pairs all are compared.</summary>
    public const int MaxPairs = 2000;
    /// <summary>Of more, so many for each exposure.</summary>
    public const int Neighbours = 16;

    /// <summary>The pairs (first, second, first &lt; second) of circles that touch, the closest first where not all are taken.</summary>
    /// <param name="caps">The circles.</param>
    /// <param name="all">Whether these are all pairs that touch.</param>
    public static IReadOnlyList<(int I, int J)> Choose(IReadOnlyList<SkyCap> caps, out bool all)
    {
        var touching = Touching(caps);
        all = touching.Count <= MaxPairs;
        if (all) return [.. touching.Select(p => (p.I, p.J))];
        var taken = new int[caps.Count];
        var chosen = new List<(int I, int J)>();
        foreach (var (i, j, _) in touching.OrderBy(p => p.Distance).ThenBy(p => p.I).ThenBy(p => p.J))
        {
            if (taken[i] >= Neighbours && taken[j] >= Neighbours) continue;
            taken[i]++;
            taken[j]++;
            chosen.Add((i, j));
        }
        return chosen;
    }

    /// <summary>The pairs of circles that touch and whose exposures no chain of overlaps links yet.</summary>
    public static IReadOnlyList<(int I, int J)> Unlinked(IReadOnlyList<SkyCap> caps, IEnumerable<SkyOverlap> overlaps)
    {
        int[] parent = [.. Enumerable.Range(0, caps.Count)];
        foreach (var overlap in overlaps) parent[Root(overlap.First)] = Root(overlap.Second);
        return [.. Touching(caps).Where(p => Root(p.I) != Root(p.J)).Select(p => (p.I, p.J))];

        int Root(int i)
        {
            while (parent[i] != i) i = parent[i] = parent[parent[i]];
            return i;
        }
    }

    private static List<(int I, int J, double Distance)> Touching(IReadOnlyList<SkyCap> caps)
    {
        var pairs = new List<(int I, int J, double Distance)>();
        for (int i = 0; i < caps.Count; i++)
            for (int j = i + 1; j < caps.Count; j++)
                if (caps[i].Touches(caps[j])) pairs.Add((i, j, caps[i].Centre.SeparationTo(caps[j].Centre)));
        return pairs;
    }
}
