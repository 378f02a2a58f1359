namespace HstNotebooks.Figures;

/// <summary>An axis of a panel. Limits that are not set follow the data.</summary>
public sealed class Axis
{
    /// <summary>What is written along it, with its unit in brackets.</summary>
    public string Title { get; set; } = "";
    /// <summary>Where it begins (at the left or at the bottom); null to follow the data.</summary>
    public double? From { get; set; }
    /// <summary>Where it ends; smaller than <see cref="From"/> for an axis that runs backwards. Null to follow the data.</summary>
    public double? To { get; set; }
    /// <summary>Whether it is logarithmic; values that are not positive are then not drawn.</summary>
    public bool IsLogarithmic { get; set; }
    /// <summary>Whether numbers and tick marks are left out.</summary>
    public bool HidesTicks { get; set; }
    /// <summary>Own tick marks instead of computed ones: position and text.</summary>
    public IReadOnlyList<(double Value, string Text)>? Ticks { get; set; }
}
