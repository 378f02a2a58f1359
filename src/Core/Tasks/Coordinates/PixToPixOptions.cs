using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="PixToPix"/>.</summary>
public sealed record PixToPixOptions : PixelCoordinateOptions
{
    /// <summary>The undistorted image; empty for the default output frame of the input image.</summary>
    [Parameter("outimage", "Output image filename")]
    public string OutImage { get; init; } = "";
    /// <summary>forward: from the distorted to the undistorted image; backward: the other way.</summary>
    [Parameter("direction", "Direction of transform", Choices = "forward|backward")]
    public string Direction { get; init; } = "forward";
}
