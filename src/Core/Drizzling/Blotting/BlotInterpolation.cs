namespace HstNotebooks.Drizzling;

/// <summary>How <see cref="Blotter"/> interpolates between the pixels of the source.</summary>
public enum BlotInterpolation
{
    /// <summary>The nearest pixel.</summary>
    Nearest,
    /// <summary>Bilinear, 2 x 2 pixels.</summary>
    Linear,
    /// <summary>Tensor product of cubic Lagrange polynomials through 4 x 4 pixels.</summary>
    Poly3,
    /// <summary>Tensor product of quintic Lagrange polynomials through 6 x 6 pixels.</summary>
    Poly5,
    /// <summary>Tapered, normalised sinc function over 15 x 15 pixels.</summary>
    Sinc,
}
