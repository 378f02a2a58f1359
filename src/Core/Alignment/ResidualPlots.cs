namespace HstNotebooks.Alignment;

/// <summary>Which plots of the residuals are drawn (parameter <c>residplot</c>).</summary>
public enum ResidualPlots
{
    /// <summary>None.</summary>
    None,
    /// <summary>Residual vectors over the field.</summary>
    Vector,
    /// <summary>Residuals in x and y against x and y.</summary>
    Residuals,
    /// <summary>Both.</summary>
    Both,
}
