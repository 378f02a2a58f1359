using System.Globalization;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Progress;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>
/// The task mapreg: DS9 regions in sky coordinates to the pixels of every chip of images, through the full distortion
/// (facts: blendheaders-and-photeq 8.9). For each extension with regions a file <c>image_extnN_twreg.reg</c> is written.
/// </summary>
/// <remarks>The exclusion catalog lists each image with its region files, which is what TweakReg's exclusions reads; DrizzlePac's present version lists shapes there, which it cannot read.</remarks>
public static class MapReg
{
    /// <summary>Maps region files onto images.</summary>
    /// <param name="inputReg">The region files, as a path, wildcard, list or <c>@list</c>.</param>
    /// <param name="options">The parameters.</param>
    /// <param name="progress">Told before each image.</param>
    /// <param name="cancel">Stops between two images; nothing is written then.</param>
    /// <exception cref="HstException">A region file cannot be read (the line is named), or an image has no WCS.</exception>
    public static MapRegResult Run(string inputReg, MapRegOptions options, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        if (options.Images.Trim().Length == 0) throw new ParameterException("no image is named") { Parameter = "images", Expected = "a file, a wildcard, a list or @list" };
        if (options.ChipReg.Trim().Length > 0)
            throw new ParameterException("region files for single chips are not supported") { Parameter = "chip_reg", Expected = "nothing", Advice = "regions in image coordinates need no mapping: add them to the region file of the chip" };
        string filter = options.Filter.Trim().ToLowerInvariant();
        if (filter is not ("" or "none" or "fast")) throw new ParameterException($"there is no filter {options.Filter}") { Parameter = "filter", Expected = "None or fast" };
        string folder = options.OutPath.Trim();
        var regions = InputFiles.Resolve(inputReg).SelectMany(SkyRegion.Read).ToArray();
        var outputs = new List<(MapRegFile File, string Text)>();
        var catalog = new StringBuilder();
        var images = InputFiles.Resolve(options.Images);
        for (int i = 0; i < images.Count; i++)
        {
            string image = images[i];
            cancel.ThrowIfCancellationRequested();
            if (options.Verbose) progress?.Report(new TaskProgress("mapreg", (double)i / images.Count, image));
            using var file = FitsFile.Open(image);
            string root = Path.GetFileName(image);
            root = root.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? root[..^3] : root;
            root = Path.GetFileNameWithoutExtension(root);
            catalog.Append(Path.GetFileName(image));
            foreach (var hdu in Extensions(file, options.ImgWcsExt))
            {
                var wcs = ImageWcs.FromHeader(hdu.Header, file);
                var mapped = regions.Select(region => (Text: region.ToPixels(wcs, out var bounds), Bounds: bounds))
                    .Where(item => item.Text is not null && (filter != "fast" || Inside(item.Bounds, wcs))).Select(item => item.Text!).ToArray();
                string name = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{root}_extn{hdu.Index}_twreg.reg"));
                catalog.Append(' ').Append(mapped.Length > 0 ? name : "None");
                if (mapped.Length > 0) outputs.Add((new MapRegFile(image, hdu.Index, name, mapped.Length), string.Join("\n", mapped) + "\n"));
            }
            catalog.Append('\n');
        }
        AtomicFile.MakeFolder(folder, "outpath");
        foreach (var output in outputs) Save(output.File.Path, "# Region file format: DS9\nimage\n", output.Text, options.Append);
        string? catalogFile = options.CatFName.Trim().Length > 0 ? Path.Combine(folder, options.CatFName) : null;
        if (catalogFile is not null) Save(catalogFile, "", catalog.ToString(), options.Append);
        return new MapRegResult([.. outputs.Select(output => output.File)], catalogFile);
    }

    private static bool Inside((double X0, double Y0, double X1, double Y1) bounds, ImageWcs wcs) =>
        bounds.X0 >= 0.5 && bounds.Y0 >= 0.5 && bounds.X1 <= wcs.Width + 0.5 && bounds.Y1 <= wcs.Height + 0.5;

    private static Hdu[] Extensions(FitsFile file, string names)
    {
        string text = names.Trim().Equals("None", StringComparison.OrdinalIgnoreCase) || names.Trim().Length == 0 ? "SCI" : names.Trim();
        var found = new List<Hdu>();
        foreach (string part in text.Trim('[', ']').Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int index)) found.Add(file[index]);
            else found.AddRange(file.Hdus.Where(hdu => hdu.Name.Equals(part, StringComparison.OrdinalIgnoreCase)));
        }
        return found.Count > 0 ? [.. found] : throw new InputException($"the file has no extension {names}") { File = file.Path, Parameter = "img_wcs_ext" };
    }

    private static void Save(string path, string start, string text, bool append)
    {
        string before = append && File.Exists(path) ? File.ReadAllText(path) : start;
        AtomicFile.WriteText(path, before + text);
    }
}
