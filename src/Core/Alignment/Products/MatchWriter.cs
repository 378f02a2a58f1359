using System.Globalization;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>Writes the match lists before and after clipping as DrizzlePac does (facts: matching-and-fitting 3.10).</summary>
internal static class MatchWriter
{
    private static readonly string[] Columns =
    [
        "X (reference)", "Y (reference)", "X (input)", "Y (input)", "X (fit)", "Y (fit)", "X (residual)", "Y (residual)",
        "Original X (reference)", "Original Y (reference)", "Original X (input)", "Original Y (input)", "Ref ID", "Input ID",
        "Input EXTVER ID ", "RA (fit)", "Dec (fit)", "Ref source provenience",
    ];

    /// <summary>Writes <c>*_xy_catalog.match</c>: all pairs before clipping. Positions are 1-based pixels of the reference frame and of the chip.</summary>
    public static void WriteMatches(ImageCatalog image, ImageMatch match, ProductFiles files) => files.WriteText(MatchName(image), writer =>
    {
        writer.WriteLine($"#Reference: {match.Reference.Name}");
        writer.WriteLine($"#Input: {image.FileName}");
        writer.WriteLine("#Ref_X        Ref_Y        Input_X    Input_Y        Ref_X0    Ref_Y0        Input_X0    Input_Y0        Ref_ID    Input_ID        Ref_Source");
        foreach (var (r, i) in match.Pairs)
        {
            var (x0, y0) = Original(match, r);
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{match.ReferencePositions.X[r]:F6}    {match.ReferencePositions.Y[r]:F6}        {match.ImagePositions.X[i]:F6}    {match.ImagePositions.Y[i]:F6}        {x0:F6}    {y0:F6}        {image.X[i]:F6}    {image.Y[i]:F6}        {r}    {i}        {match.Reference.Sources[r]}"));
        }
    });

    /// <summary>Writes <c>*_catalog_fit.match</c>: the pairs that the fit kept, with residuals.</summary>
    public static void WriteFit(ImageCatalog image, ImageMatch match, LinearWcs frame, ProductFiles files) => files.WriteText(FitName(image), writer =>
    {
        var fit = match.Fit!;
        WriteHeader(writer, image.FileName, fit);
        var transform = LinearTransform.Of(fit);
        for (int k = 0; k < fit.Count; k++)
        {
            var (r, i) = match.Pairs[fit.Kept[k]];
            double ux = match.ReferencePositions.X[r] - frame.CrPix1, uy = match.ReferencePositions.Y[r] - frame.CrPix2;
            double vx = match.ImagePositions.X[i] - frame.CrPix1, vy = match.ImagePositions.Y[i] - frame.CrPix2;
            var (fitX, fitY) = transform.Invert(vx, vy);
            var sky = frame.PixelToSky(fitX + frame.CrPix1, fitY + frame.CrPix2);
            var (x0, y0) = Original(match, r);
            foreach (double value in (ReadOnlySpan<double>)[ux, uy, vx, vy, fitX + frame.CrPix1, fitY + frame.CrPix2, fit.ResidualsX[k], fit.ResidualsY[k], x0, y0, image.X[i], image.Y[i]])
                writer.Write(string.Create(CultureInfo.InvariantCulture, $"{value,15:F6} "));
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{r,8} {i,8} {image.ExtVer[i],8} {sky.Ra,20:F12} {sky.Dec,20:F12}   {match.Reference.Sources[r]}"));
        }
    });

    /// <summary>Name of the list before clipping.</summary>
    public static string MatchName(ImageCatalog image) => $"{image.RootName}_xy_catalog.match";

    /// <summary>Name of the list after clipping.</summary>
    public static string FitName(ImageCatalog image) => $"{image.RootName}_catalog_fit.match";

    private static void WriteHeader(TextWriter writer, string image, LinearFit fit)
    {
        string G(double value, int digits) => GeneralNumber.Format(value, digits);
        writer.WriteLine($"# Input image: {image}");
        writer.WriteLine("# Coordinate mapping parameters: ");
        writer.WriteLine($"#    X and Y rms: {G(fit.RmsX, 2)}  {G(fit.RmsY, 2)}");
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"#    X and Y shift: {fit.ShiftX:F4}  {fit.ShiftY:F4}"));
        writer.WriteLine($"#    X and Y scale: {G(fit.ScaleX, 10)}  {G(fit.ScaleY, 10)}");
        writer.WriteLine($"#    X and Y rotation: {G(fit.RotationX, 10)}  {G(fit.RotationY, 10)}");
        writer.WriteLine($"#    <rotation> and skew: {G(fit.Rotation, 10)}  {G(fit.Skew, 10)}");
        writer.WriteLine("# ");
        writer.WriteLine("# Input Coordinate Listing");
        for (int i = 0; i < Columns.Length; i++) writer.WriteLine($"#     Column {i + 1}: {Columns[i]}");
        writer.WriteLine("#");
    }

    /// <summary>Where the reference source was measured: chip pixels of a reference image, or its place in the plane.</summary>
    private static (double X, double Y) Original(ImageMatch match, int r) =>
        match.Reference.Original is { } original ? (original.X[r], original.Y[r]) : (match.ReferencePositions.X[r], match.ReferencePositions.Y[r]);
}
