using HstNotebooks.Figures.Rendering;

namespace HstNotebooks.Figures;

/// <summary>Several figures, one below the other, for example one per image.</summary>
/// <param name="Figures">The figures in order.</param>
public sealed record FigureSet(IReadOnlyList<Figure> Figures)
{
    /// <summary>A figure by its place, 0-based.</summary>
    public Figure this[int index] => Figures[index];

    /// <inheritdoc/>
    public override string ToString() => Figures.Count == 0 ? "no figures: there is nothing to draw" : string.Join("\n", Figures.Select(FigureText.Describe));
}
