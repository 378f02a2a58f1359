using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

/// <summary>The parameters of <see cref="Drizzling.DrizCr"/>, under DrizzlePac's names and with the defaults of its task drizCR. Immutable.</summary>
public sealed record DrizCrOptions
{
    private const string Step = "STEP 6: REMOVE COSMIC RAYS WITH DERIV, DRIZ_CR";

    /// <summary>DQ bit that is set where a cosmic ray was found (an addition: astrodrizzle's parameter); 0 sets none.</summary>
    [Parameter("crbit", "DQ bit that is set where a cosmic ray was found (an addition: astrodrizzle's parameter); 0 leaves the inputs alone.", Min = 0, Max = 32768)]
    public int CrBit { get; init; } = 4096;

    /// <summary>Whether to find cosmic rays.</summary>
    [Parameter("driz_cr", "Whether to find cosmic rays.", Section = Step)]
    public bool DrizCr { get; init; } = true;

    /// <summary>Whether to write crclean files, cosmic rays replaced by the blot.</summary>
    [Parameter("driz_cr_corr", "Whether to write crclean files, cosmic rays replaced by the blot.", Section = Step)]
    public bool DrizCrCorr { get; init; }

    /// <summary>Significance of the first and the second pass.</summary>
    [Parameter("driz_cr_snr", "Significance of the first and the second pass.", Section = Step, Unit = "sigma")]
    public string DrizCrSnr { get; init; } = "3.5 3.0";

    /// <summary>Side of the square that is masked with each hit.</summary>
    [Parameter("driz_cr_grow", "Side of the square that is masked with each hit.", Section = Step, Unit = "pixel", Min = 1)]
    public int DrizCrGrow { get; init; } = 1;

    /// <summary>Length of the charge trail that is masked with each hit.</summary>
    [Parameter("driz_cr_ctegrow", "Length of the charge trail that is masked with each hit.", Section = Step, Unit = "pixel", Min = 0)]
    public int DrizCrCteGrow { get; init; }

    /// <summary>Multiples of the derivative in the first and the second pass.</summary>
    [Parameter("driz_cr_scale", "Multiples of the derivative in the first and the second pass.", Section = Step)]
    public string DrizCrScale { get; init; } = "1.2 0.7";

    internal AstroDrizzleOptions AsRun() => StepRun.Base with
    {
        CrBit = CrBit,
        DrizCrCorr = DrizCrCorr,
        DrizCrSnr = DrizCrSnr,
        DrizCrGrow = DrizCrGrow,
        DrizCrCteGrow = DrizCrCteGrow,
        DrizCrScale = DrizCrScale,
    };
}
