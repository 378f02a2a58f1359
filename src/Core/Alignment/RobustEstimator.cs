namespace HstNotebooks.Alignment;

/// <summary>How pairs with large residuals are weighed down in a fit (parameter <c>robust</c>, an addition to DrizzlePac).</summary>
/// <remarks>Both have 95 per cent of the efficiency of least squares where all errors are normal.</remarks>
public enum RobustEstimator
{
    /// <summary>Not at all: least squares with clipping, as in DrizzlePac.</summary>
    None,
    /// <summary>Huber (1964): the farther off, the less a pair counts; none is dropped.</summary>
    Huber,
    /// <summary>Tukey's biweight (Beaton and Tukey 1974): pairs beyond 5.1 standard deviations do not count at all.</summary>
    Biweight,
}
