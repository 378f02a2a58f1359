namespace HstNotebooks.Drizzling;

/// <summary>The shape in which the flux of an input pixel (a "drop") falls on the output frame (Fruchter and Hook 2002, PASP 114, 144).</summary>
public enum DrizzleKernel
{
    /// <summary>The input pixel, shrunk by pixfrac and mapped by its four corners; exact overlap with each output pixel. Conserves flux.</summary>
    Square,
    /// <summary>A box parallel to the output axes of the same area; exact overlap. Conserves flux.</summary>
    Turbo,
    /// <summary>All flux into the output pixel that holds the centre (interlacing). Conserves flux.</summary>
    Point,
    /// <summary>A circular Gaussian whose FWHM is the drop. Does not conserve flux exactly.</summary>
    Gaussian,
    /// <summary>A separable Lanczos function of order 2. Does not conserve flux exactly; negative weights occur.</summary>
    Lanczos2,
    /// <summary>A separable Lanczos function of order 3. Does not conserve flux exactly; negative weights occur.</summary>
    Lanczos3,
}
