using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="PixToSky"/>.</summary>
public sealed record PixToSkyOptions : PixelCoordinateOptions
{
    /// <summary>Whether right ascension is written as hours and declination as degrees, minutes, seconds; the precision is then that of the seconds.</summary>
    [Parameter("hms", "Output in HH:MM:SS.S format?")]
    public bool Hms { get; init; }
}
