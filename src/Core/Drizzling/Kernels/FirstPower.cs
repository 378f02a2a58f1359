namespace HstNotebooks.Drizzling;

/// <summary>The overlap itself.</summary>
internal readonly struct FirstPower : IOverlapPower
{
    /// <inheritdoc/>
    public static float Of(float overlap) => overlap;
}
