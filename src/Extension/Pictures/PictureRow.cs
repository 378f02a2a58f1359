using HstNotebooks.Figures;

namespace HstNotebooks.Pictures;

/// <summary>Pictures shown together, with one zoom for all.</summary>
/// <param name="Pictures">The pictures, from left to right (or one above the other).</param>
/// <param name="Arrangement">How they stand.</param>
/// <param name="Title">A title above all; empty for none.</param>
public sealed record PictureRow(IReadOnlyList<ImagePicture> Pictures, PictureArrangement Arrangement = PictureArrangement.SideBySide, string Title = "")
{
    /// <summary>The pictures as the panels of a figure.</summary>
    public Figure ToFigure() => PictureFigure.Make(Pictures, Title, Arrangement);

    /// <summary>Writes the pictures to a file: <c>.png</c> or <c>.html</c>.</summary>
    /// <exception cref="Errors.ParameterException">Another extension.</exception>
    /// <exception cref="Errors.InputException">The file cannot be written.</exception>
    public void Save(string path) => FigureFile.Save(path, () => ToFigure().ToPng(), () => Viewer.PictureViewer.Render(this), Title.Length > 0 ? Title : Pictures[0].Title);

    /// <inheritdoc/>
    public override string ToString() => string.Join("\n", Pictures.Select(p => p.ToString()));
}
