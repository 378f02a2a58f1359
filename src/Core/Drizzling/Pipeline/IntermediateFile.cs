using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Writes the products of the steps that <c>clean</c> leaves out.</summary>
internal static class IntermediateFile
{
    /// <summary>Writes a simple FITS image and notes it as a product.</summary>
    public static void Write<T>(DrizzleRun run, string path, Image<T> image, FitsHeader? header = null) where T : unmanaged
    {
        using var file = new FitsFile();
        file.Add(ImageHdu.Create(image, header));
        file.PrimaryHeader.Set("FILENAME", Path.GetFileName(path), "name of file");
        file.Save(path);
        run.AddProduct(path);
    }
}
