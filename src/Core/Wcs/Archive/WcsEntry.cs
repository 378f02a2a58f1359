namespace HstNotebooks.Wcs;

/// <summary>A WCS of a header: its key and its name.</summary>
/// <param name="Key">'A' to 'Z', or blank for the primary WCS; 'O' is the original one of the calibration pipeline.</param>
/// <param name="Name">WCSNAME, empty where the header has none.</param>
public readonly record struct WcsEntry(char Key, string Name)
{
    /// <summary>Whether it is the primary WCS.</summary>
    public bool IsPrimary => Key == ' ';

    /// <inheritdoc/>
    public override string ToString() => $"{(IsPrimary ? "primary" : Key.ToString())}: {(Name.Length > 0 ? Name : "(no name)")}";
}
