namespace HstNotebooks.Alignment;

/// <summary>Units of the search radius.</summary>
public enum SearchUnits
{
    /// <summary>Arcseconds on the sky.</summary>
    Arcseconds,
    /// <summary>Pixels of the reference frame.</summary>
    Pixels,
}
