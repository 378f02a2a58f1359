namespace HstNotebooks.Archives;

/// <summary>What is asked of the Gaia archive around a position. Immutable.</summary>
/// <example><code>new GaiaQuery { Radius = 0.1, RowLimit = 100000 }</code></example>
public sealed record GaiaQuery
{
    /// <summary>
    /// The columns that alignment needs: positions with errors, proper motions, parallax, magnitudes, the quality of the astrometric solution, and
    /// the epoch to which the positions belong.
    /// </summary>
    public static IReadOnlyList<string> AlignmentColumns { get; } =
    [
        "source_id", "ra", "ra_error", "dec", "dec_error", "parallax", "parallax_error", "pmra", "pmra_error", "pmdec", "pmdec_error",
        "phot_g_mean_mag", "phot_bp_mean_mag", "phot_rp_mean_mag", "ruwe", "ref_epoch",
    ];

    /// <summary>Radius of a circle in degrees, or null for a box.</summary>
    public double? Radius { get; init; }

    /// <summary>Width of a box on the sky in degrees (true angle), or null for a circle.</summary>
    public double? Width { get; init; }

    /// <summary>Height of the box in degrees; null for the width.</summary>
    public double? Height { get; init; }

    /// <summary>The table, for example <c>gaiadr3.gaia_source</c> or <c>gaiadr2.gaia_source</c>.</summary>
    public string Table { get; init; } = "gaiadr3.gaia_source";

    /// <summary>The columns; <c>*</c> alone for all.</summary>
    public IReadOnlyList<string> Columns { get; init; } = AlignmentColumns;

    /// <summary>
    /// Most rows, nearest first; 0 for no limit. A result that reaches it carries a warning. The default is high on purpose: with 50, which
    /// astroquery takes, the tutorial once aligned nothing.
    /// </summary>
    public int RowLimit { get; init; } = 100000;

    /// <summary>Whether the query runs as a job or in one request.</summary>
    public GaiaJobMode Mode { get; init; } = GaiaJobMode.Asynchronous;
}
