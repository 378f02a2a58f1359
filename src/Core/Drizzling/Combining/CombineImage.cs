using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>An image in memory to combine.</summary>
/// <param name="Values">Electrons per second.</param>
/// <param name="Weights">Weights, same size.</param>
public sealed record CombineImage(Image<float> Values, Image<float> Weights) : ICombineSource
{
    /// <inheritdoc/>
    public int Width => Values.Width;
    /// <inheritdoc/>
    public int Height => Values.Height;
    /// <inheritdoc/>
    public double ExposureTime { get; init; } = 1;
    /// <inheritdoc/>
    public double Sky { get; init; }
    /// <inheritdoc/>
    public double ReadNoise { get; init; }
    /// <inheritdoc/>
    public double MeanWeight { get; } = Mean(Weights);

    /// <inheritdoc/>
    public void ReadRows(int firstRow, int rows, Span<float> values, Span<float> weights)
    {
        Values.Span.Slice(firstRow * Width, rows * Width).CopyTo(values);
        Weights.Span.Slice(firstRow * Width, rows * Width).CopyTo(weights);
    }

    /// <summary>Mean of the weights above 1e-8.</summary>
    internal static double Mean(Image<float> weights)
    {
        var sum = new WeightSum();
        sum.Add(weights);
        return sum.Mean;
    }
}
