using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>The mean of weights above 1e-8, of an image that comes in bands of rows. It does not depend on the bands or the number of cores.</summary>
internal sealed class WeightSum
{
    /// <summary>Weights up to this count as empty.</summary>
    private const float EmptyWeight = 1e-8f;
    private double total;
    private long count;

    /// <summary>The mean; 0 where there are none.</summary>
    public double Mean => count == 0 ? 0 : total / count;

    /// <summary>Adds the next rows.</summary>
    public void Add(Image<float> weights)
    {
        var rows = new (double Sum, int Count)[weights.Height];
        Parallel.For(0, rows.Length, y => rows[y] = OfRow(weights.Row(y)));
        foreach (var (sum, n) in rows)
        {
            total += sum;
            count += n;
        }
    }

    private static (double Sum, int Count) OfRow(ReadOnlySpan<float> row)
    {
        var (sum, n) = (0.0, 0);
        foreach (float w in row)
        {
            if (!(w > EmptyWeight)) continue;
            sum += w;
            n++;
        }
        return (sum, n);
    }
}
