using HstNotebooks.Errors;
using HstNotebooks.Fits;

namespace HstNotebooks.Drizzling;

/// <summary>The single image of an exposure and its weights in the files of an earlier step, read in bands. The files are open only while a band is read.</summary>
internal sealed class SingleFile : ICombineSource
{
    private readonly string weightPath;

    private SingleFile(string sciencePath, string weightPath) => (SciencePath, this.weightPath) = (sciencePath, weightPath);

    public string SciencePath { get; }
    public int Width { get; private init; }
    public int Height { get; private init; }
    public double ExposureTime { get; private init; }
    public double Sky { get; private init; }
    public double ReadNoise { get; private init; }
    public double MeanWeight { get; private init; }

    /// <summary>The files of an exposure in the working directory.</summary>
    public static SingleFile Of(ExposureState exposure)
    {
        string science = $"{exposure.Root}_single_sci.fits", weight = $"{exposure.Root}_single_wht.fits";
        foreach (string path in (string[])[science, weight])
            if (!File.Exists(path))
                throw new InputException($"the single image of {exposure.FileName} is not there")
                { File = path, Parameter = "input", Advice = "run astrodrizzle up to driz_separate with clean false, or the task drizzle, in this folder" };
        using var file = FitsFile.Open(weight);
        var weights = First(file).Read<float>();
        using var other = FitsFile.Open(science);
        if (First(other).Width != weights.Width || First(other).Height != weights.Height)
            throw new InputException($"the weights are {weights.Width} x {weights.Height} pixels, the image {First(other).Width} x {First(other).Height}") { File = weight };
        var (time, sky, noise) = SeparateStep.NoiseOf(exposure);
        return new(science, weight)
        {
            Width = weights.Width,
            Height = weights.Height,
            ExposureTime = time,
            Sky = sky,
            ReadNoise = noise,
            MeanWeight = CombineImage.Mean(weights),
        };
    }

    public void ReadRows(int firstRow, int rows, Span<float> values, Span<float> weights)
    {
        Read(SciencePath, values);
        Read(weightPath, weights);

        void Read(string path, Span<float> target)
        {
            using var file = FitsFile.Open(path);
            First(file).ReadSection<float>(0, firstRow, Width, rows).Span.CopyTo(target);
        }
    }

    private static ImageHdu First(FitsFile file) =>
        file.Hdus.OfType<ImageHdu>().FirstOrDefault(h => h.HasData) ?? throw new InputException("the file holds no image") { File = file.Path };
}
