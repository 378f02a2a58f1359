namespace HstNotebooks.Pictures;

/// <summary>How pixel values between the limits are spread over the colours. u is 0 at the lower and 1 at the upper limit.</summary>
public enum Stretch
{
    /// <summary>u.</summary>
    Linear,
    /// <summary>The root of u.</summary>
    Sqrt,
    /// <summary>log(1 + 1000 u) / log(1001), as DS9 and astropy's LogStretch.</summary>
    Log,
    /// <summary>asinh(u / 0.1) / asinh(1 / 0.1), as astropy's AsinhStretch (Lupton et al. 1999).</summary>
    Asinh,
}
