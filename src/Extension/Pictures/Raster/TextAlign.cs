namespace HstNotebooks.Pictures;

/// <summary>Where a text lies relative to the point at which it is drawn.</summary>
internal enum TextAlign
{
    /// <summary>The point is its start.</summary>
    Start,
    /// <summary>The point is its middle.</summary>
    Middle,
    /// <summary>The point is its end.</summary>
    End,
}
