namespace HstNotebooks.Drizzling;

/// <summary>An order of places on the sky in which neighbours are near to each other: along the curve of Morton (1966), which runs through quarters of quarters.</summary>
internal static class SkyOrder
{
    private const int Levels = 16;

    /// <summary>The rank of each circle in that order; circles at the same place follow each other.</summary>
    public static int[] Of(IReadOnlyList<SkyCap> caps)
    {
        double ra0 = caps[0].Centre.Ra, cosDec = Math.Cos(double.DegreesToRadians(caps[0].Centre.Dec));
        (double X, double Y)[] places = [.. caps.Select(c => (Math.IEEERemainder(c.Centre.Ra - ra0, 360) * cosDec, c.Centre.Dec))];
        double left = places.Min(p => p.X), low = places.Min(p => p.Y);
        double size = Math.Max(1e-12, Math.Max(places.Max(p => p.X) - left, places.Max(p => p.Y) - low));
        var rank = new int[caps.Count];
        int next = 0;
        foreach (int i in Enumerable.Range(0, caps.Count).OrderBy(i => Interleave(Quantize(places[i].X - left), Quantize(places[i].Y - low))).ThenBy(i => i)) rank[i] = next++;
        return rank;

        uint Quantize(double distance) => (uint)Math.Min((1 << Levels) - 1, distance / size * (1 << Levels));
    }

    private static uint Interleave(uint x, uint y)
    {
        uint result = 0;
        for (int bit = 0; bit < Levels; bit++) result |= (x >> bit & 1) << (2 * bit) | (y >> bit & 1) << (2 * bit + 1);
        return result;
    }
}
