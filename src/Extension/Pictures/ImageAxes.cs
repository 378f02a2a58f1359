namespace HstNotebooks.Pictures;

/// <summary>What the axes of a picture count.</summary>
public enum ImageAxes
{
    /// <summary>FITS pixels, the first is 1.</summary>
    Pixel,
    /// <summary>Right ascension and declination in degrees along the lower and left border.</summary>
    Sky,
    /// <summary>Nothing; the picture has no axes.</summary>
    None,
}
