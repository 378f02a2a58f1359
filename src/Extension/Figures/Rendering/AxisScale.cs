namespace HstNotebooks.Figures.Rendering;

/// <summary>Maps values of an axis to points of the figure, linearly or by logarithm.</summary>
internal readonly record struct AxisScale(double From, double To, bool IsLogarithmic, double PointFrom, double PointTo)
{
    /// <summary>The place of a value; NaN where a logarithm does not exist.</summary>
    public double Map(double value) => PointFrom + (Inner(value) - Inner(From)) / (Inner(To) - Inner(From)) * (PointTo - PointFrom);

    /// <summary>Points per unit; of use on linear axes.</summary>
    public double PointsPerUnit => (PointTo - PointFrom) / (To - From);

    private double Inner(double value) => IsLogarithmic ? value > 0 ? Math.Log10(value) : double.NaN : value;
}
