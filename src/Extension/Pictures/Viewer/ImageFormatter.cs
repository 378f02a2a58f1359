using HstNotebooks.Hosting;
using HstNotebooks.Images;

namespace HstNotebooks.Pictures.Viewer;

/// <summary>An array of pixels is shown as a picture, whatever its pixel type.</summary>
internal static class ImageFormatter
{
    public static MimeBundle Format(object image) => image switch
    {
        Image<float> i => Show(i, i.ToString()),
        Image<double> i => Show(Display.Image(i).Data, i.ToString()),
        Image<byte> i => Show(Display.Image(i).Data, i.ToString()),
        Image<short> i => Show(Display.Image(i).Data, i.ToString()),
        Image<ushort> i => Show(Display.Image(i).Data, i.ToString()),
        Image<int> i => Show(Display.Image(i).Data, i.ToString()),
        Image<uint> i => Show(Display.Image(i).Data, i.ToString()),
        Image<long> i => Show(Display.Image(i).Data, i.ToString()),
        _ => MimeBundle.FromText(image.ToString() ?? ""),
    };

    private static MimeBundle Show(Image<float> data, string name) => data.Width == 0 || data.Height == 0
        ? MimeBundle.FromText(name) : PictureFormatter.Format(new PictureRow([Display.Image(data, name: name)]));
}
