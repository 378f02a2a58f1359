using HstNotebooks.Sky;

namespace HstNotebooks.Simulation;

/// <summary>Finds neighbours within a small angle by cells of that size on the tangent plane of a small field.</summary>
internal sealed class SkyGrid(SkyPosition centre, double arcseconds)
{
    private readonly Dictionary<(int, int), List<(int Index, double X, double Y)>> cells = [];
    private readonly double cosDec = Math.Cos(double.DegreesToRadians(centre.Dec));

    /// <summary>Adds a position.</summary>
    public void Add(int index, double ra, double dec)
    {
        var (x, y) = Plane(ra, dec);
        var cell = ((int)Math.Floor(x), (int)Math.Floor(y));
        if (!cells.TryGetValue(cell, out var list)) cells[cell] = list = [];
        list.Add((index, x, y));
    }

    /// <summary>Indices of the positions within the angle.</summary>
    public IEnumerable<int> Near(double ra, double dec)
    {
        var (x, y) = Plane(ra, dec);
        for (int i = (int)Math.Floor(x) - 1; i <= (int)Math.Floor(x) + 1; i++)
            for (int j = (int)Math.Floor(y) - 1; j <= (int)Math.Floor(y) + 1; j++)
            {
                if (!cells.TryGetValue((i, j), out var list)) continue;
                foreach (var (index, px, py) in list)
                    if ((px - x) * (px - x) + (py - y) * (py - y) <= 1) yield return index;
            }
    }

    private (double X, double Y) Plane(double ra, double dec) =>
        ((ra - centre.Ra) * cosDec * 3600 / arcseconds, (dec - centre.Dec) * 3600 / arcseconds);
}
