namespace HstNotebooks.Figures.Rendering;

/// <summary>Heights of the texts of a figure in points.</summary>
internal static class TextSize
{
    public const double Tick = 10.5, Legend = 10.5, Note = 10.5, Axis = 11.5, Panel = 12, Figure = 14;
}
