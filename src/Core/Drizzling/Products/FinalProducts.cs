using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Progress;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Writes the final image, its weights and its context in bands of rows: three files, or one with three extensions (<c>build</c>), and the errors where they are asked for.
/// They appear when all is written.
/// </summary>
internal sealed class FinalProducts
{
    private readonly (BandedFile File, ImageHdu Hdu) science, weight;
    private readonly (BandedFile File, ImageHdu Hdu)? context, errors;
    private readonly int height;

    private FinalProducts(Layout layout, IReadOnlyList<BandedFile> open)
    {
        (science, weight) = (On(layout.Science)!.Value, On(layout.Weight)!.Value);
        (context, errors) = (On(layout.Context), On(layout.Errors));
        height = science.Hdu.Height;

        (BandedFile, ImageHdu)? On((int File, ImageHdu Hdu)? place) => place is { } at ? (open[at.File], at.Hdu) : null;
    }

    /// <summary>Paths of the products of a run: science, weight, context (null where none is made).</summary>
    public static (string Science, string Weight, string? Context) Paths(DrizzleRun run)
    {
        string root = $"{run.OutputRoot}_{run.Suffix}";
        if (run.Options.Build) return ($"{root}.fits", $"{root}.fits", run.Options.Context ? $"{root}.fits" : null);
        return ($"{root}_sci.fits", $"{root}_wht.fits", run.Options.Context ? $"{root}_ctx.fits" : null);
    }

    /// <summary>Path of the propagated errors (the same file as science where one file is built); null where none are asked for.</summary>
    public static string? ErrorPath(DrizzleRun run) => !run.Options.FinalErr ? null : $"{run.OutputRoot}_{run.Suffix}{(run.Options.Build ? "" : "_err")}.fits";

    /// <summary>Writes the products; <paramref name="fill"/> gives the bands.</summary>
    public static void Write(DrizzleRun run, Action<FinalProducts> fill)
    {
        // A method of its own, so that nothing holds on to the headers while the bands are made.
        var layout = Lay(run);
        BandedFile.Write(layout.Files, open => fill(new FinalProducts(layout, open)), run.Cancel);
        foreach (var (name, _) in layout.Files) run.AddProduct(name);
    }

    /// <summary>The files with their headers, and the images in them that wait for pixels.</summary>
    private static Layout Lay(DrizzleRun run)
    {
        var (science, weight, context) = Paths(run);
        var headers = BlendedHeaders.Make(run);
        var frame = run.FinalFrame;
        long[] plane = [frame.Width, frame.Height];
        int planes = (run.Chips.Count() + Drizzler.BitsPerPlane - 1) / Drizzler.BitsPerPlane;
        long[] cube = planes > 1 ? [.. plane, planes] : plane;
        var files = new List<(string Path, FitsFile File)>();
        if (!run.Options.Build)
        {
            var layout = new Layout(files,
                AddFile(science, ImageHdu.Reserve<float>(plane, ProductHeader.Concatenate(headers.Primary(science), headers.Science))),
                AddFile(weight, ImageHdu.Reserve<float>(plane, ProductHeader.Concatenate(headers.Primary(weight), headers.Weight))),
                context is null ? null : AddFile(context, ImageHdu.Reserve<int>(cube, ProductHeader.Concatenate(headers.Primary(context), headers.Context))),
                ErrorPath(run) is { } path ? AddFile(path, ImageHdu.Reserve<float>(plane, ProductHeader.Concatenate(headers.Primary(path), headers.Errors))) : null);
            files[0].File.Add(TableHdu.Create(headers.Table, "HDRTAB"));
            return layout;
        }
        var file = new FitsFile();
        file.Add(new ImageHdu(headers.Primary(science)));
        files.Add((science, file));
        var built = new Layout(files, Add(Extension(ImageHdu.Reserve<float>(plane, headers.Science), "SCI")), Add(Extension(ImageHdu.Reserve<float>(plane, headers.Weight), "WHT")),
            context is null ? null : Add(Extension(ImageHdu.Reserve<int>(cube, headers.Context), "CTX")),
            run.Options.FinalErr ? Add(Extension(ImageHdu.Reserve<float>(plane, headers.Errors), "ERR")) : null);
        file.Add(TableHdu.Create(headers.Table, "HDRTAB"));
        file.PrimaryHeader.Set("NEXTEND", (long)file.Hdus.Count - 1, "Number of standard extensions");
        return built;

        (int, ImageHdu) AddFile(string path, ImageHdu hdu)
        {
            files.Add((path, new FitsFile()));
            return Add(hdu);
        }

        (int, ImageHdu) Add(ImageHdu hdu)
        {
            files[^1].File.Add(hdu);
            return (files.Count - 1, hdu);
        }
    }

    /// <summary>Writes science and weights of a band.</summary>
    public void Write(DrizzleRun run, Drizzler drizzler, DrizzleFrame band)
    {
        (BandedFile File, ImageHdu Hdu, Image<float> Image)[] targets = [(science.File, science.Hdu, drizzler.Science), (weight.File, weight.Hdu, drizzler.Weight)];
        OverCores.For(targets.Length, run.Parallel, i => targets[i].File.WriteRows<float>(targets[i].Hdu, band.FirstRow, targets[i].Image.Span));
    }

    /// <summary>Writes the errors of a band.</summary>
    public void WriteErrors(Image<float> image, DrizzleFrame band) => errors!.Value.File.WriteRows<float>(errors.Value.Hdu, band.FirstRow, image.Span);

    /// <summary>Writes the plane of the context that is under way, of a band, and lets its memory be used for the next one.</summary>
    public void WriteContext(Drizzler drizzler, DrizzleFrame band)
    {
        if (context is not { } to) return;
        int plane = drizzler.Context.Count - 1;
        to.File.WriteRows<int>(to.Hdu, (long)plane * height + band.FirstRow, drizzler.Context[plane].Span);
        drizzler.RecycleContext();
    }

    /// <summary>Files, and by number of the file the images that are written in bands.</summary>
    private sealed record Layout(IReadOnlyList<(string Path, FitsFile File)> Files, (int File, ImageHdu Hdu) Science, (int File, ImageHdu Hdu) Weight, (int File, ImageHdu Hdu)? Context, (int File, ImageHdu Hdu)? Errors);

    private static ImageHdu Extension(ImageHdu hdu, string name)
    {
        hdu.Header.Set("EXTNAME", name, "extension name");
        hdu.Header.Set("EXTVER", 1L, "extension version number");
        return hdu;
    }

    /// <summary>One plane is written as an image, several as a cube.</summary>
    public static ImageHdu ContextHdu(Drizzler drizzler, FitsHeader header)
    {
        if (drizzler.Context.Count == 1) return ImageHdu.Create(drizzler.Context[0], header);
        int size = drizzler.Science.Pixels.Length;
        var cube = new int[checked(size * drizzler.Context.Count)];
        for (int p = 0; p < drizzler.Context.Count; p++) drizzler.Context[p].Span.CopyTo(cube.AsSpan(p * size, size));
        return ImageHdu.Create(cube, [drizzler.Science.Width, drizzler.Science.Height, drizzler.Context.Count], header);
    }
}
