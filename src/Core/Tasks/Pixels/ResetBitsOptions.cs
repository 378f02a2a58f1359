using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="ResetBits"/>.</summary>
public sealed record ResetBitsOptions
{
    /// <summary>The bits to reset: one number (a sum of bits), or powers of two separated by commas.</summary>
    [Parameter("bits", "Bit value(s) in array to be reset to 0")]
    public string Bits { get; init; } = "4096";
    /// <summary>EXTVER of the arrays; null for all.</summary>
    [Parameter("extver", "EXTVER for arrays to be reset")]
    public int? ExtVer { get; init; }
    /// <summary>EXTNAME of the arrays, in any case.</summary>
    [Parameter("extname", "EXTNAME for arrays to be reset")]
    public string ExtName { get; init; } = "dq";
}
