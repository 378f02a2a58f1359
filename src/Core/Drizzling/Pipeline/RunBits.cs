namespace HstNotebooks.Drizzling;

/// <summary>The data quality parameters of a run.</summary>
internal sealed class RunBits(AstroDrizzleOptions options)
{
    public QualityBits Sky { get; } = QualityBits.Parse(options.SkyBits, "sky_bits");
    public QualityBits Separate { get; } = QualityBits.Parse(options.DrizSepBits, "driz_sep_bits");
    public QualityBits Final { get; } = QualityBits.Parse(options.FinalBits, "final_bits");
    /// <summary>Bits that are cleared in the inputs; 0 clears none.</summary>
    public int Reset { get; } = QualityBits.Parse(options.ResetBits, "resetbits").Good ?? 0;
}
