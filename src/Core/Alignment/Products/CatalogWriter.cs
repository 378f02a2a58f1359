using System.Globalization;

namespace HstNotebooks.Alignment;

/// <summary>Writes the source catalogs of an image as DrizzlePac does (facts: source-finding 1.11, matching-and-fitting 3.1).</summary>
internal static class CatalogWriter
{
    /// <summary>Writes <c>*_sciN_xy_catalog.coo</c> of every chip; returns the image with the names of the files.</summary>
    public static ImageCatalog WriteSources(ImageCatalog image, ProductFiles files)
    {
        var chips = new List<ChipCatalog>();
        int id = 0;
        foreach (var chip in image.Chips)
        {
            string name = $"{image.RootName}_sci{chip.ExtVer}_xy_catalog.coo";
            files.WriteText(name, writer => WriteChip(writer, image.FileName, chip, id));
            id += chip.Count;
            chips.Add(chip with { FileName = name });
        }
        return new ImageCatalog(image.Path, image.RootName, image.Epoch, chips);
    }

    /// <summary>Writes <c>*_sky_catalog.coo</c>.</summary>
    public static void WriteSky(ImageCatalog image, ProductFiles files) => files.WriteText(SkyName(image), writer =>
    {
        writer.WriteLine($"#Sky positions for: {image.FileName}");
        writer.WriteLine("#RA        Dec");
        writer.WriteLine("#(deg)     (deg)");
        for (int i = 0; i < image.Count; i++) writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{image.Ra[i]:F12}  {image.Dec[i]:F12}"));
    });

    /// <summary>Writes <c>*_refxy_catalog.coo</c>: the sources in the reference plane.</summary>
    public static void WriteReferencePixels(ImageCatalog image, PositionList positions, ProductFiles files) => files.WriteText(ReferencePixelName(image), writer =>
    {
        writer.WriteLine($"#Pixel positions for: {image.FileName}");
        writer.WriteLine("#X           Y");
        writer.WriteLine("#(pix)       (pix)");
        for (int i = 0; i < positions.Count; i++) writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{positions.X[i]:F6}  {positions.Y[i]:F6}"));
    });

    /// <summary>Writes <c>*_xy_catfile.list</c>, which can be given as <c>catfile</c> later. It is named after the first image.</summary>
    public static void WriteList(IReadOnlyList<ImageCatalog> images, ProductFiles files) => files.WriteText($"{images[0].RootName}_xy_catfile.list", writer =>
    {
        foreach (var image in images)
            writer.WriteLine($"{image.FileName}    {string.Join("  ", image.Chips.Select(c => c.FileName ?? "None"))}");
    });

    /// <summary>Writes <c>cumulative_sky_refcat_*.coo</c>: the reference with the sources that were added to it.</summary>
    public static void WriteCumulative(ReferenceCatalog reference, ProductFiles files) =>
        files.WriteText($"cumulative_sky_refcat_{FileNameOf(reference.Name)}.coo", writer =>
        {
            writer.WriteLine($"#Cumulative reference catalog: {reference.Name}");
            writer.WriteLine("#RA        Dec        Flux        ID        Origin");
            for (int i = 0; i < reference.Count; i++)
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reference.Ra[i]:F12}  {reference.Dec[i]:F12}  {GeneralNumber.Format(reference.Flux[i])}  {i}  {reference.Sources[i]}"));
        });

    /// <summary>A name without its extension; the name of a table may hold what no file name may.</summary>
    private static string FileNameOf(string name) => string.Concat(Path.GetFileNameWithoutExtension(name).Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));

    /// <summary>Name of the catalog of sky positions.</summary>
    public static string SkyName(ImageCatalog image) => $"{image.RootName}_sky_catalog.coo";

    /// <summary>Name of the catalog of positions in the reference plane.</summary>
    public static string ReferencePixelName(ImageCatalog image) => $"{image.RootName}_refxy_catalog.coo";

    private static void WriteChip(TextWriter writer, string image, ChipCatalog chip, int firstId)
    {
        writer.WriteLine($"# Source catalog derived for {image}");
        writer.WriteLine("# Columns: ");
        writer.WriteLine("#    X      Y         Flux       ID" + (chip.Shape is null ? "" : "      Sharp       Round1       Round2"));
        writer.WriteLine("#   (pixels)   (pixels)");
        for (int i = 0; i < chip.Count; i++)
        {
            writer.Write($"{GeneralNumber.Format(chip.X[i])}  {GeneralNumber.Format(chip.Y[i])}  {GeneralNumber.Format(chip.Flux[i])}  {GeneralNumber.Format(firstId + i)}  ");
            if (chip.Shape is { } shape)
                writer.Write($"{GeneralNumber.Format(shape.Sharpness[i])}  {GeneralNumber.Format(shape.Round1[i])}  {GeneralNumber.Format(shape.Round2[i])}  ");
            writer.WriteLine();
        }
    }
}
