using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

/// <summary>The parameters of <see cref="CreateStaticMask"/>. Immutable.</summary>
public sealed record CreateStaticMaskOptions
{
    /// <summary>The extensions to take part, as numbers or sci,1; null = all SCI extensions.</summary>
    [Parameter("group", "The extensions to take part, as numbers or sci,1; None: all SCI extensions.")]
    public string? Group { get; init; }

    /// <summary>Whether to mask pixels far below the sky.</summary>
    [Parameter("static", "Whether to mask pixels far below the sky.", Section = "STEP 1: STATIC MASK")]
    public bool Static { get; init; } = true;

    /// <summary>A pixel is masked this many sigma below the mode; null = 4.</summary>
    [Parameter("static_sig", "A pixel is masked this many sigma below the mode.", Section = "STEP 1: STATIC MASK", Unit = "sigma", Min = 0)]
    public double? StaticSig { get; init; } = 4.0;
}
