using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>Writes the final image, its weights and its context: three files, or one with three extensions (<c>build</c>).</summary>
internal static class FinalProducts
{
    /// <summary>Paths of the products of a run: science, weight, context (null where none is made).</summary>
    public static (string Science, string Weight, string? Context) Paths(DrizzleRun run)
    {
        string root = $"{run.OutputRoot}_{run.Suffix}";
        if (run.Options.Build) return ($"{root}.fits", $"{root}.fits", run.Options.Context ? $"{root}.fits" : null);
        return ($"{root}_sci.fits", $"{root}_wht.fits", run.Options.Context ? $"{root}_ctx.fits" : null);
    }

    public static void Write(DrizzleRun run, Drizzler drizzler)
    {
        var (science, weight, context) = Paths(run);
        var headers = BlendedHeaders.Make(run);
        if (run.Options.Build)
        {
            using var file = new FitsFile();
            file.Add(new ImageHdu(headers.Primary(science)));
            file.Add(Extension(ImageHdu.Create(drizzler.Science, headers.Science), "SCI"));
            file.Add(Extension(ImageHdu.Create(drizzler.Weight, headers.Weight), "WHT"));
            if (context is not null) file.Add(Extension(ContextHdu(drizzler, headers.Context), "CTX"));
            if (headers.Table is { } table) file.Add(TableHdu.Create(table, "HDRTAB"));
            file.PrimaryHeader.Set("NEXTEND", (long)file.Hdus.Count - 1, "Number of standard extensions");
            Save(run, file, science);
            return;
        }
        using (var file = new FitsFile())
        {
            file.Add(ImageHdu.Create(drizzler.Science, ProductHeader.Concatenate(headers.Primary(science), headers.Science)));
            if (headers.Table is { } table) file.Add(TableHdu.Create(table, "HDRTAB"));
            Save(run, file, science);
        }
        using (var file = new FitsFile())
        {
            file.Add(ImageHdu.Create(drizzler.Weight, ProductHeader.Concatenate(headers.Primary(weight), headers.Weight)));
            Save(run, file, weight);
        }
        if (context is null) return;
        using (var file = new FitsFile())
        {
            file.Add(ContextHdu(drizzler, ProductHeader.Concatenate(headers.Primary(context), headers.Context)));
            Save(run, file, context);
        }
    }

    private static void Save(DrizzleRun run, FitsFile file, string path)
    {
        file.Save(path);
        run.AddProduct(path);
    }

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
