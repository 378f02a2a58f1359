using HstNotebooks.Exposures;

namespace HstNotebooks.Drizzling;

/// <summary>The data quality parameters of a run.</summary>
internal sealed class RunBits(AstroDrizzleOptions options)
{
    public BitFlags Sky { get; } = BitFlags.Parse(options.SkyBits, "sky_bits");
    public BitFlags Separate { get; } = BitFlags.Parse(options.DrizSepBits, "driz_sep_bits");
    public BitFlags Final { get; } = BitFlags.Parse(options.FinalBits, "final_bits");
    /// <summary>Bits that are cleared in the inputs; 0 or None clears none.</summary>
    public BitFlags Reset { get; } = BitFlags.Parse(options.ResetBits, "resetbits");
}
