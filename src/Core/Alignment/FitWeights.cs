namespace HstNotebooks.Alignment;

/// <summary>From what the weights of the pairs in a fit are made (parameter <c>fitweights</c>, an addition to DrizzlePac).</summary>
public enum FitWeights
{
    /// <summary>All pairs count alike, as in DrizzlePac.</summary>
    None,
    /// <summary>Bright sources count more: variances rise with the inverse of the flux, as far as the residuals show it.</summary>
    Brightness,
    /// <summary>Well-measured reference sources count more: the errors of the catalog are added to what the residuals show.</summary>
    Catalog,
    /// <summary>Both.</summary>
    Both,
}
