using HstNotebooks.Formatting;

namespace HstNotebooks.Figures.Rendering;

/// <summary>
/// The picture that stands in a page fragment until its script has run: what is seen where scripts, styles and SVG are taken out, as in a
/// notebook that is not trusted or on a page that shows notebooks of others.
/// </summary>
internal static class StillPicture
{
    /// <summary>The element, as wide as the figure; the script of the fragment takes it away.</summary>
    public static string Of(Figure figure, string words) => FormattableString.Invariant(
        $"<img class=\"still\" alt=\"{Html.Escape(words)}\" width=\"{figure.Width}\" style=\"max-width:100%;height:auto\" src=\"data:image/png;base64,{Convert.ToBase64String(PngFigure.Render(figure, 1))}\">");
}
