namespace HstNotebooks.Figures;

/// <summary>How a level line runs.</summary>
public enum LevelDirection
{
    /// <summary>Horizontal, at a value of y.</summary>
    Horizontal,
    /// <summary>Vertical, at a value of x.</summary>
    Vertical,
}
