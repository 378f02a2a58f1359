using HstNotebooks.Hosting;

namespace HstNotebooks.Pictures.Viewer;

/// <summary>Pictures as everything that a notebook can show.</summary>
internal static class PictureFormatter
{
    public static MimeBundle Format(PictureRow row) => new(new Dictionary<string, string>
    {
        ["text/html"] = PictureViewer.Render(row),
        ["image/png"] = Convert.ToBase64String(row.ToFigure().ToPng()),
        ["text/plain"] = row.ToString(),
    });

    /// <summary>A drawn picture as it is.</summary>
    public static MimeBundle Format(Pixmap picture)
    {
        string png = Convert.ToBase64String(PngEncoder.Encode(picture));
        return new(new Dictionary<string, string>
        {
            ["image/png"] = png,
            ["text/html"] = $"<img alt=\"picture\" src=\"data:image/png;base64,{png}\">",
            ["text/plain"] = $"picture of {picture.Width} x {picture.Height} pixels",
        });
    }
}
