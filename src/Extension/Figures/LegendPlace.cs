namespace HstNotebooks.Figures;

/// <summary>Where the legend of a panel stands.</summary>
public enum LegendPlace
{
    /// <summary>In the corner with the fewest points.</summary>
    Automatic,
    /// <summary>Upper right corner.</summary>
    UpperRight,
    /// <summary>Upper left corner.</summary>
    UpperLeft,
    /// <summary>Lower right corner.</summary>
    LowerRight,
    /// <summary>Lower left corner.</summary>
    LowerLeft,
    /// <summary>No legend.</summary>
    None,
}
