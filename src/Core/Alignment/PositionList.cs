namespace HstNotebooks.Alignment;

/// <summary>Positions in the reference plane, 1-based pixels of the reference frame; both arrays have one element per position.</summary>
/// <param name="X">Columns.</param>
/// <param name="Y">Rows.</param>
public sealed record PositionList(double[] X, double[] Y)
{
    /// <summary>Number of positions.</summary>
    public int Count => X.Length;

    /// <summary>The positions with the given indices (0-based), in that order.</summary>
    public PositionList Take(IReadOnlyList<int> indices) => new([.. indices.Select(i => X[i])], [.. indices.Select(i => Y[i])]);
}
