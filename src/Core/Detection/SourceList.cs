namespace HstNotebooks.Detection;

/// <summary>
/// The sources found in one chip, ordered by y. All arrays have one element per source; positions are FITS 1-based pixels.
/// </summary>
public sealed record SourceList
{
    /// <summary>Column, 1-based pixels, single precision as the reference rounds it.</summary>
    public required double[] X { get; init; }
    /// <summary>Row, 1-based pixels.</summary>
    public required double[] Y { get; init; }
    /// <summary>Sum of the pixels in a window of the kernel's size, background included; units of the image times pixel.</summary>
    public required double[] Flux { get; init; }
    /// <summary>Highest pixel of the window, background included.</summary>
    public required float[] Peak { get; init; }
    /// <summary>Sharpness, NaN where undefined; see <see cref="SourceFindingOptions.SharpLo"/>.</summary>
    public required double[] Sharpness { get; init; }
    /// <summary>Roundness from the symmetry of the convolved image, NaN where undefined.</summary>
    public required double[] Round1 { get; init; }
    /// <summary>Roundness from the heights of the marginal fits.</summary>
    public required double[] Round2 { get; init; }
    /// <summary>The sky's standard deviation that the threshold was made from.</summary>
    public required double SkySigma { get; init; }
    /// <summary>The threshold in the convolved image.</summary>
    public required double Threshold { get; init; }
    /// <summary>Number of sources.</summary>
    public int Count => X.Length;

    /// <summary>The list with only the given sources (0-based), in that order.</summary>
    public SourceList Take(IReadOnlyList<int> rows) => this with
    {
        X = [.. rows.Select(i => X[i])],
        Y = [.. rows.Select(i => Y[i])],
        Flux = [.. rows.Select(i => Flux[i])],
        Peak = [.. rows.Select(i => Peak[i])],
        Sharpness = [.. rows.Select(i => Sharpness[i])],
        Round1 = [.. rows.Select(i => Round1[i])],
        Round2 = [.. rows.Select(i => Round2[i])],
    };
}
