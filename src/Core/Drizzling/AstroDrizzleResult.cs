using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Tables;
using HstNotebooks.Wcs;

namespace HstNotebooks.Drizzling;

/// <summary>What a run of AstroDrizzle made.</summary>
public sealed record AstroDrizzleResult
{
    /// <summary>The output frame.</summary>
    public required SkyFrame Frame { get; init; }
    /// <summary>The drizzled science image file (or the multi-extension file when <c>build</c> is true); empty where <c>driz_combine</c> is false.</summary>
    public required string SciencePath { get; init; }
    /// <summary>The weight image file (the same file as science when <c>build</c> is true).</summary>
    public required string WeightPath { get; init; }
    /// <summary>The context image file; null where none was asked for.</summary>
    public string? ContextPath { get; init; }
    /// <summary>The file with the propagated errors (<c>final_err</c>; the same file as science when <c>build</c> is true); null where none were asked for.</summary>
    public string? ErrorPath { get; init; }
    /// <summary>Files that were written and kept, in order.</summary>
    public required IReadOnlyList<string> Products { get; init; }
    /// <summary>One row per chip: file, chip, exptime, sky (MDRIZSKY, native units), masked (static pixels), cosmicrays (flagged pixels).</summary>
    public required Table Chips { get; init; }
    /// <summary>One row per step: step, seconds.</summary>
    public required Table Timings { get; init; }
    /// <summary>The options of the run.</summary>
    public required AstroDrizzleOptions Options { get; init; }
    /// <summary>
    /// The part of the area with data that one exposure alone sees, so that its cosmic rays stay there; 1 for a single exposure, null where no median was made.
    /// </summary>
    /// <remarks>From evenly spaced rows of the weights of the single images, with the limit of <c>combine_maskpt</c>; good to about a percent.</remarks>
    public double? SeenOnce { get; init; }
    /// <summary>Whether nothing of any exposure reached the final image.</summary>
    public bool IsEmpty { get; init; }
    /// <summary>What the user should know, in words: overlaps, mixed filters, skipped steps.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];
    /// <summary>Reads the drizzled science image.</summary>
    public Image<float> ReadScience() => Read(SciencePath, "SCI");
    /// <summary>Reads the weight image.</summary>
    public Image<float> ReadWeight() => Read(WeightPath, "WHT");
    /// <summary>Reads the propagated errors: the standard deviation of each pixel, NaN where nothing fell.</summary>
    /// <exception cref="InputException">None were asked for (<c>final_err</c>).</exception>
    public Image<float> ReadErrors() => Read(ErrorPath ?? throw new InputException("the run made no errors") { Parameter = "final_err" }, "ERR");

    private static Image<float> Read(string path, string extension)
    {
        if (path.Length == 0) throw new InputException("the run made no final image") { Parameter = "driz_combine" };
        using var file = FitsFile.Open(path);
        return (file.Find(extension) as ImageHdu ?? (ImageHdu)file.Hdus[0]).Read<float>();
    }
}
