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
}
