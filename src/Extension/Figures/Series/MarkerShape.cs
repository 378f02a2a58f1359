namespace HstNotebooks.Figures;

/// <summary>Shapes of markers.</summary>
public enum MarkerShape
{
    /// <summary>A filled circle.</summary>
    Dot,
    /// <summary>The rim of a circle.</summary>
    Circle,
    /// <summary>An upright cross.</summary>
    Plus,
    /// <summary>A diagonal cross.</summary>
    Cross,
    /// <summary>The rim of a square.</summary>
    Square,
}
