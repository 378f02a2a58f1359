using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;

namespace HstNotebooks.Figures;

/// <summary>Writes a figure or picture to a file, which is the old one or the complete new one.</summary>
internal static class FigureFile
{
    /// <summary>Writes PNG or HTML by the extension of the name.</summary>
    /// <exception cref="ParameterException">Another extension.</exception>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Save(string path, Func<byte[]> png, Func<string> html, string title)
    {
        byte[] content = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".png" => png(),
            ".html" or ".htm" => System.Text.Encoding.UTF8.GetBytes($"<!doctype html><html><head><meta charset=\"utf-8\"><title>{Formatting.Html.Escape(title)}</title></head><body>{html()}</body></html>"),
            _ => throw new ParameterException($"a picture cannot be written to {Path.GetFileName(path)}") { File = path, Expected = "a name that ends in .png or .html" },
        };
        try
        {
            AtomicFile.Write(path, stream => stream.Write(content));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("the file cannot be written: " + e.Message, e) { File = path, Advice = "check that the folder exists and may be written to" };
        }
    }
}
