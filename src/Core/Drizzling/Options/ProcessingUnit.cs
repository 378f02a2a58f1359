namespace HstNotebooks.Drizzling;

/// <summary>Unit of the products of detectors whose data count in DN.</summary>
public enum ProcessingUnit
{
    /// <summary>The unit of the input.</summary>
    Native,
    /// <summary>Electrons.</summary>
    Electrons,
}
