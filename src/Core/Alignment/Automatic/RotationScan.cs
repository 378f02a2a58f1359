using HstNotebooks.Images;

namespace HstNotebooks.Alignment;

/// <summary>
/// Searches offset and rotation together: for every rotation of a fine grid, the histogram of the offsets of all pairs. Peaks that
/// stand out most against their surroundings are candidates.
/// </summary>
/// <remarks>
/// Offsets are those at the centre of the image's sources, so that they do not depend on the rotation. The grid is so fine that a
/// source at the edge moves by less than about a bin between two rotations.
/// </remarks>
internal static class RotationScan
{
    /// <summary>An offset (image minus reference, at the centre) with a rotation; the score is log10 of the chance, smaller is better.</summary>
    internal readonly record struct Candidate(double Rotation, double ShiftX, double ShiftY, double Score);

    private const int MostSources = 3000;
    private const int PeaksPerRotation = 3;
    private const int BoxHalf = 1;
    private const int SurroundingHalf = 15;

    /// <summary>The best candidates, best first.</summary>
    /// <param name="image">The image's sources, brightest first where brightness is known.</param>
    /// <param name="reference">The reference sources.</param>
    /// <param name="centre">The centre of the image's sources.</param>
    /// <param name="radius">How far offsets are searched, pixels.</param>
    /// <param name="largestRotation">How far rotations are searched to both sides, degrees.</param>
    /// <param name="count">How many candidates to return.</param>
    /// <param name="cancel">Stops the search.</param>
    public static List<Candidate> Find(PositionList image, PositionList reference, PixelPosition centre, double radius, double largestRotation, int count, CancellationToken cancel)
    {
        image = Limit(image);
        double extent = Math.Max(50, Enumerable.Range(0, image.Count).Max(i => double.Hypot(image.X[i] - centre.X, image.Y[i] - centre.Y)));
        var near = Limit(reference.Take([.. Enumerable.Range(0, reference.Count).Where(i => double.Hypot(reference.X[i] - centre.X, reference.Y[i] - centre.Y) < extent + radius * Math.Sqrt(2))]));
        if (near.Count == 0) return [];
        // Bins of more than a pixel where the search is wide, so that the histogram stays small.
        double bin = Math.Max(1, radius / 400);
        double step = double.RadiansToDegrees(2 * bin / extent);
        int half = (int)Math.Ceiling(largestRotation / step);
        var found = new List<Candidate>[2 * half + 1];
        Parallel.For(-half, half + 1, new ParallelOptions { CancellationToken = cancel }, k =>
            found[k + half] = PeaksAt(Turn(image, centre, -k * step), near, radius, bin).ConvertAll(c => c with { Rotation = k * step }));
        return [.. found.SelectMany(f => f).OrderBy(c => c.Score).ThenBy(c => Math.Abs(c.Rotation)).Take(count)];
    }

    private static PositionList Limit(PositionList list) => list.Count <= MostSources ? list : list.Take([.. Enumerable.Range(0, MostSources)]);

    private static PositionList Turn(PositionList list, PixelPosition centre, double degrees)
    {
        var (sin, cos) = Math.SinCos(double.DegreesToRadians(degrees));
        double[] x = new double[list.Count], y = new double[list.Count];
        for (int i = 0; i < x.Length; i++)
        {
            double dx = list.X[i] - centre.X, dy = list.Y[i] - centre.Y;
            (x[i], y[i]) = (centre.X + cos * dx + sin * dy, centre.Y - sin * dx + cos * dy);
        }
        return new PositionList(x, y);
    }

    private static List<Candidate> PeaksAt(PositionList image, PositionList reference, double radius, double bin)
    {
        int half = (int)Math.Ceiling(radius / bin), size = 2 * half + 1;
        double reach = (half + 0.5) * bin;
        var counts = new int[size * size];
        var grid = new PointGrid(reference.X, reference.Y, Math.Max(reach, 1));
        for (int i = 0; i < image.Count; i++)
        {
            double px = image.X[i], py = image.Y[i];
            grid.ForEachNear(px, py, reach, j =>
            {
                double dx = (px - reference.X[j] + reach) / bin, dy = (py - reference.Y[j] + reach) / bin;
                if (dx >= 0 && dy >= 0 && dx < size && dy < size) counts[(int)dy * size + (int)dx]++;
            });
        }
        var sums = new BoxSums(counts, size);
        var peaks = new List<Candidate>();
        for (int y = BoxHalf; y < size - BoxHalf; y++)
        {
            for (int x = BoxHalf; x < size - BoxHalf; x++)
            {
                int box = sums.Around(x, y, BoxHalf);
                if (box < 3) continue;
                double boxArea = (2 * BoxHalf + 1) * (2 * BoxHalf + 1);
                double around = (sums.Around(x, y, SurroundingHalf, out int area) - box) / Math.Max(1.0, area - boxArea);
                double score = ChanceEstimate.LogPoissonTail(box, Math.Max(around * boxArea, 1e-4));
                if (peaks.Count == PeaksPerRotation && score >= peaks[^1].Score) continue;
                Insert(peaks, new Candidate(0, (x - half) * bin, (y - half) * bin, score), 3 * bin);
            }
        }
        return peaks;
    }

    /// <summary>Keeps the best peaks that are not neighbours of a better one.</summary>
    private static void Insert(List<Candidate> peaks, Candidate candidate, double distance)
    {
        int close = peaks.FindIndex(p => Math.Abs(p.ShiftX - candidate.ShiftX) <= distance && Math.Abs(p.ShiftY - candidate.ShiftY) <= distance);
        if (close >= 0)
        {
            if (peaks[close].Score <= candidate.Score) return;
            peaks.RemoveAt(close);
        }
        int at = peaks.FindIndex(p => p.Score > candidate.Score);
        peaks.Insert(at < 0 ? peaks.Count : at, candidate);
        if (peaks.Count > PeaksPerRotation) peaks.RemoveAt(peaks.Count - 1);
    }
}
