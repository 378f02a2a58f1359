namespace HstNotebooks.Drizzling;

/// <summary>The square of the overlap.</summary>
internal readonly struct SecondPower : IOverlapPower
{
    /// <inheritdoc/>
    public static float Of(float overlap) => overlap * overlap;
}
