namespace HstNotebooks.Drizzling;

/// <summary>The parameters of the cosmic-ray test.</summary>
public sealed record CosmicRayOptions
{
    /// <summary>driz_cr_snr of the first pass: multiples of the noise.</summary>
    public double Snr1 { get; init; } = 3.5;
    /// <summary>driz_cr_snr of the second pass, next to a pixel that failed the first.</summary>
    public double Snr2 { get; init; } = 3.0;
    /// <summary>driz_cr_scale of the first pass: multiples of the derivative of the blotted image.</summary>
    public double Scale1 { get; init; } = 1.2;
    /// <summary>driz_cr_scale of the second pass.</summary>
    public double Scale2 { get; init; } = 0.7;
    /// <summary>driz_cr_grow: side of the square that a flagged pixel masks; 1 = itself.</summary>
    public int Grow { get; init; } = 1;
    /// <summary>driz_cr_ctegrow: length of the charge trail that is masked with a pixel.</summary>
    public int CteGrow { get; init; }
}
