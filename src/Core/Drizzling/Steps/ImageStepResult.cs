using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>What a step of AstroDrizzle that makes an image did when it ran alone.</summary>
/// <param name="Step">The task: <c>drizzle</c>, <c>median</c> or <c>blot</c>.</param>
/// <param name="Path">The image that was written.</param>
/// <param name="Inputs">The images that went into it, as <c>a_flc.fits[sci,1]</c> or file names.</param>
/// <param name="Width">Columns of the image.</param>
/// <param name="Height">Rows of the image.</param>
/// <param name="Warnings">What the user should know, in words.</param>
public sealed record ImageStepResult(string Step, string Path, IReadOnlyList<string> Inputs, int Width, int Height, IReadOnlyList<string> Warnings)
{
    /// <summary>The weight image; null where the task makes none.</summary>
    public string? WeightPath { get; init; }

    /// <summary>The context image; null where the task makes none.</summary>
    public string? ContextPath { get; init; }

    /// <summary>Reads the image.</summary>
    public Image<float> ReadImage()
    {
        using var file = FitsFile.Open(Path);
        return ((ImageHdu)file.Hdus[0]).Read<float>();
    }
}
