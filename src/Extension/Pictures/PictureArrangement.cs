namespace HstNotebooks.Pictures;

/// <summary>How several pictures are shown together.</summary>
public enum PictureArrangement
{
    /// <summary>From left to right.</summary>
    SideBySide,
    /// <summary>From top to bottom.</summary>
    Stacked,
    /// <summary>One after the other in the same place; the PNG shows them side by side.</summary>
    Blinking,
}
