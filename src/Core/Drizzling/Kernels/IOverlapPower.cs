namespace HstNotebooks.Drizzling;

/// <summary>Which power of the overlap the sums hold: the first for values and weights, the second for variances. A type argument, so that the loops know it when they are compiled.</summary>
internal interface IOverlapPower
{
    /// <summary>The power of an overlap.</summary>
    static abstract float Of(float overlap);
}
