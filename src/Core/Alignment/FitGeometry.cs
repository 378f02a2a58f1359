namespace HstNotebooks.Alignment;

/// <summary>The linear transformations that TweakReg fits (parameter <c>fitgeometry</c>).</summary>
public enum FitGeometry
{
    /// <summary>Two shifts.</summary>
    Shift,
    /// <summary>Shifts, one rotation and one scale.</summary>
    RScale,
    /// <summary>Six free coefficients: shifts, and rotation and scale of each axis.</summary>
    General,
    /// <summary>The simplest of the three that the matches support; only as a parameter, a fit is never called so.</summary>
    Auto,
}
