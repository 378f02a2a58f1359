using HstNotebooks.Images;

namespace HstNotebooks.Simulation;

/// <summary>Charge above the full well runs up and down its column until it finds room.</summary>
internal static class Blooming
{
    /// <summary>Spreads what exceeds <paramref name="fullWell"/>; charge that reaches the edge is lost.</summary>
    public static void Spread(Image<float> electrons, float fullWell)
    {
        // Rows are scanned once as they lie in memory; only columns that overflow are visited.
        var overflows = new SortedSet<int>();
        for (int y = 0; y < electrons.Height; y++)
        {
            var row = electrons.Row(y);
            for (int x = 0; x < row.Length; x++)
                if (row[x] > fullWell) overflows.Add(x);
        }
        foreach (int x in overflows)
            for (int y = 0; y < electrons.Height; y++)
            {
                double excess = electrons[y, x] - fullWell;
                if (excess <= 0) continue;
                electrons[y, x] = fullWell;
                Run(electrons, x, y, +1, excess / 2, fullWell);
                Run(electrons, x, y, -1, excess / 2, fullWell);
            }
    }

    private static void Run(Image<float> electrons, int x, int from, int step, double charge, float fullWell)
    {
        for (int y = from + step; charge > 0 && y >= 0 && y < electrons.Height; y += step)
        {
            // A pixel that overflows itself has no room; its own excess is spread when its turn comes.
            double room = fullWell - electrons[y, x];
            if (room <= 0) continue;
            double taken = Math.Min(room, charge);
            electrons[y, x] += (float)taken;
            charge -= taken;
        }
    }
}
