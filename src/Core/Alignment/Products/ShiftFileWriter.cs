using System.Globalization;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>Writes the shift file and the FITS file of its reference WCS (facts: matching-and-fitting 3.9).</summary>
internal static class ShiftFileWriter
{
    /// <summary>Writes both files.</summary>
    public static void Write(TweakRegOptions options, SkyFrame frame, IReadOnlyList<ImageAlignment> images, ProductFiles files)
    {
        SkyFrameFile.Write(frame, files.PathOf(options.OutWcs));
        files.Remember(files.PathOf(options.OutWcs));
        files.WriteText(options.OutShifts, writer =>
        {
            writer.WriteLine("# frame: output");
            writer.WriteLine($"# refimage: {options.OutWcs}[wcs]");
            writer.WriteLine("# form: delta");
            writer.WriteLine("# units: pixels");
            foreach (var image in images) writer.WriteLine(Line(image));
        });
    }

    private static string Line(ImageAlignment image)
    {
        double[] values = image switch
        {
            { Verdict: AlignmentVerdict.Reference } => [0, 0, 0, 1, 0, 0],
            { Verdict: not AlignmentVerdict.Failed, Fit: { } fit } => [fit.ShiftX, fit.ShiftY, fit.Rotation, fit.Scale, fit.RmsX, fit.RmsY],
            _ => [double.NaN, double.NaN, double.NaN, double.NaN, 0, 0],
        };
        string F(double value, int width) => (double.IsNaN(value) ? "nan" : value.ToString("F6", CultureInfo.InvariantCulture)).PadLeft(width);
        return $"{image.FileName}    {F(values[0], 0)}  {F(values[1], 0)}    {F(values[2], 0)}     {F(values[3], 0)}   {F(values[4], 0)}  {F(values[5], 0)}";
    }
}
