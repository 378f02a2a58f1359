using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>The image, weights and context that the task drizzle begins or continues (facts: drizzle-kernels 6.7).</summary>
internal sealed class DrizzleOutput
{
    private readonly DrizzleOptions options;
    private readonly FitsHeader header;
    private double exposureTime;

    private DrizzleOutput(DrizzleOptions options, SkyFrame frame, Drizzler drizzler, FitsHeader header) =>
        (this.options, Frame, Drizzler, this.header) = (options, frame, drizzler, header);

    public SkyFrame Frame { get; }
    public Drizzler Drizzler { get; }
    public required string Path { get; init; }
    public required string? WeightPath { get; init; }
    public required string? ContextPath { get; init; }

    public static DrizzleOutput Open(DrizzleOptions options, Func<SkyFrame> natural, FitsHeader primary)
    {
        string path = OutputName.Of(options.OutData, "outdata");
        string? weight = OutputName.OrNone(options.OutWeight), context = OutputName.OrNone(options.OutContext);
        return File.Exists(path) ? Continue(options, path, weight, context) : Begin(options, natural, primary, path, weight, context);
    }

    private static DrizzleOutput Begin(DrizzleOptions options, Func<SkyFrame> natural, FitsHeader primary, string path, string? weight, string? context)
    {
        if (options.RefImage.Trim().Length > 0 && options.Frame.IsGiven)
            throw new ParameterException("the frame is given by refimage and by parameters of its own") { Parameter = "refimage", Expected = "one of them" };
        var frame = options.RefImage.Trim().Length > 0 ? ReferenceFrame.Read(options.RefImage.Trim(), "refimage") : options.Frame.IsGiven ? options.Frame.Make() : natural();
        FrameLimits.Check(frame, "outscale", "outnx");
        var drizzler = new Drizzler(frame.Width, frame.Height, options.Kernel, options.PixFrac, (float)(options.FillVal ?? double.NaN), context is not null);
        var header = primary.Clone();
        foreach (string keyword in (string[])["NEXTEND", "EXTEND", "MDRIZSKY"]) header.Remove(keyword);
        return new DrizzleOutput(options, frame, drizzler, header) { Path = path, WeightPath = weight, ContextPath = context };
    }

    private static DrizzleOutput Continue(DrizzleOptions options, string path, string? weightPath, string? contextPath)
    {
        if (weightPath is null || !File.Exists(weightPath))
            throw new InputException("the output exists, and its weights do not: it cannot be continued")
            { File = path, Parameter = "outweight", Advice = "name the weights that belong to it, or choose another outdata" };
        using var file = FitsFile.Open(path);
        var science = ((ImageHdu)file.Hdus[0]).Read<float>();
        var header = file.PrimaryHeader.Clone();
        if (header.FindInt("NDRIZIM") is not { } count)
            throw new InputException("the output exists and was not made by drizzle") { File = path, Keyword = "NDRIZIM", Parameter = "outdata", Advice = "choose another outdata" };
        double scale = header.FindDouble("DRIZEXPT") ?? 1;
        if (scale is not (0 or 1)) foreach (ref float v in science.Span) v /= (float)scale;
        var weight = NamedChip.ReadImage(weightPath, science.Width, science.Height, "outweight");
        if (options.FillVal is { } fill)
            for (int i = 0; i < science.Pixels.Length; i++) if (weight.Pixels[i] == 0) science.Pixels[i] = (float)fill;
        var context = contextPath is null ? null : File.Exists(contextPath) ? ReadPlanes(contextPath, science)
            : throw new InputException("the output exists, and its context image does not") { File = contextPath, Parameter = "outcontext" };
        var frame = new SkyFrame(LinearWcs.FromHeader(header), science.Width, science.Height, header.FindString("WCSNAME")?.Trim() ?? "");
        return new DrizzleOutput(options, frame, new Drizzler(science, weight, context, count, options.Kernel, options.PixFrac), header)
        { Path = path, WeightPath = weightPath, ContextPath = contextPath, exposureTime = header.FindDouble("EXPTIME") ?? 0 };
    }

    private static List<Image<int>> ReadPlanes(string path, Image<float> science)
    {
        using var file = FitsFile.Open(path);
        var hdu = (ImageHdu)file.Hdus[0];
        int[] pixels = hdu.ReadArray<int>();
        int size = science.Pixels.Length;
        if (hdu.Width != science.Width || hdu.Height != science.Height || pixels.Length % size != 0)
            throw new InputException($"the context image is {hdu.Width} x {hdu.Height} pixels, the output {science.Width} x {science.Height}") { File = path, Parameter = "outcontext" };
        return [.. Enumerable.Range(0, pixels.Length / size).Select(p => new Image<int>(science.Width, science.Height, pixels[(p * size)..((p + 1) * size)]))];
    }

    /// <summary>Notes a chip that was added, in the header.</summary>
    public void Note(NamedChip chip, string weightName, double time, double weightScale, double naturalScale)
    {
        // The chips of an exposure were exposed at the same time; DrizzlePac's task adds the time of each.
        string exposure = ExposureOf(chip.Name);
        if (!Enumerable.Range(1, Math.Min(999, Drizzler.ImageCount - 1)).Any(n => ExposureOf(header.FindString($"D{n:D3}DATA") ?? "") == exposure)) exposureTime += time;
        DrizzleKeywords.Add(header, Drizzler.ImageCount, new DrizzleKeywords.Entry(chip.Name, time, Path, WeightPath ?? "", ContextPath ?? "", weightName, weightScale,
            options.Kernel, options.PixFrac, options.Coeffs, options.OutUnits, options.FillVal, options.WcsKey, Frame.Wcs.PixelScale, naturalScale));
    }

    private static string ExposureOf(string chip) => chip.Split('[')[0].Trim();

    /// <summary>Writes the three images; each is the old one or the complete new one.</summary>
    public void Save(CancellationToken cancel)
    {
        bool counts = options.OutUnits == FinalUnit.Counts;
        FrameHeader.RemoveDistortion(header);
        FrameHeader.SetWcs(header, Frame);
        header.Set("EXPTIME", exposureTime, "exposure duration (seconds)--calculated");
        header.Set("DRIZEXPT", counts ? exposureTime : 1.0, "drizzle: what the image was multiplied by");
        header.Set("NDRIZIM", (long)Drizzler.ImageCount, "Drizzle, No. images drizzled onto output");
        var science = Drizzler.Science;
        if (counts)
        {
            science = science.Clone();
            foreach (ref float v in science.Span) v *= (float)exposureTime;
        }
        if (ContextPath is { } context) Write(context, FinalProducts.ContextHdu(Drizzler, header.Clone()), cancel);
        if (WeightPath is { } weight) Write(weight, ImageHdu.Create(Drizzler.Weight, header.Clone()), cancel);
        Write(Path, ImageHdu.Create(science, header), cancel);
    }

    private static void Write(string path, ImageHdu hdu, CancellationToken cancel)
    {
        using var file = new FitsFile();
        file.Add(hdu);
        hdu.Header.Set("FILENAME", System.IO.Path.GetFileName(path), "name of file");
        file.Save(path, cancel: cancel);
    }
}
