namespace HstNotebooks.Fits;

/// <summary>Whether a checksum keyword of an HDU agrees with its bytes.</summary>
public enum ChecksumState
{
    /// <summary>The keyword is not there.</summary>
    Absent,
    /// <summary>It agrees.</summary>
    Correct,
    /// <summary>It does not agree: header or data were changed or damaged.</summary>
    Wrong,
}
