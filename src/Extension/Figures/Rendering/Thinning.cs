namespace HstNotebooks.Figures.Rendering;

/// <summary>Leaves out points of long series so that a page stays small; every n-th is kept.</summary>
internal static class Thinning
{
    /// <summary>Points of a series that count.</summary>
    public static int Count(FigureSeries series) => series switch
    {
        ScatterSeries s => s.X.Count,
        LineSeries s => s.X.Count,
        VectorSeries s => 3 * s.X.Count,
        BarSeries s => 2 * s.Counts.Count,
        _ => 0,
    };

    /// <summary>How many points stand for one so that at most a number is kept.</summary>
    public static int Stride(int total, int most) => total <= most ? 1 : (total + most - 1) / most;

    /// <summary>Every n-th value.</summary>
    public static IReadOnlyList<double> Take(IReadOnlyList<double> values, int stride) =>
        stride <= 1 ? values : [.. Enumerable.Range(0, (values.Count + stride - 1) / stride).Select(i => values[i * stride])];
}
