using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>Writes the products of the steps that <c>clean</c> leaves out.</summary>
internal static class IntermediateFile
{
    /// <summary>Writes a simple FITS image and notes it as a product.</summary>
    public static void Write<T>(DrizzleRun run, string path, Image<T> image, FitsHeader? header = null) where T : unmanaged
    {
        using var file = File(path, ImageHdu.Create(image, header));
        file.Save(path, cancel: run.Cancel);
        run.AddProduct(path);
    }

    /// <summary>A simple FITS image on a frame whose pixels are written in bands.</summary>
    public static (FitsFile File, ImageHdu Hdu) Reserve<T>(string path, SkyFrame frame, FitsHeader? header = null) where T : unmanaged
    {
        var hdu = ImageHdu.Reserve<T>([frame.Width, frame.Height], header);
        return (File(path, hdu), hdu);
    }

    private static FitsFile File(string path, ImageHdu hdu)
    {
        var file = new FitsFile();
        file.Add(hdu);
        file.PrimaryHeader.Set("FILENAME", Path.GetFileName(path), "name of file");
        return file;
    }
}
