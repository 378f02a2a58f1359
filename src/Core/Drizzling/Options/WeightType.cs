namespace HstNotebooks.Drizzling;

/// <summary>What the weights of the final drizzle stand for.</summary>
public enum WeightType
{
    /// <summary>Exposure time.</summary>
    Exp,
    /// <summary>Inverse variance from the ERR array, which includes the noise of the sources.</summary>
    Err,
    /// <summary>Inverse variance of the background: flat, dark, sky and read noise, or the user's own maps.</summary>
    Ivm,
}
