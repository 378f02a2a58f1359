using HstNotebooks.Sky;

namespace HstNotebooks.Archives;

/// <summary>
/// What observations are looked for: any of the columns of MAST's observation table (CAOM), and a position. The frequent columns are
/// properties; <see cref="With"/> names any other. Immutable.
/// </summary>
/// <example><code>new MastCriteria { ObsId = "ibwb01*", ProposalId = 12692, Filters = "F606W" }.With("t_exptime", (10, 500))</code></example>
public sealed record MastCriteria
{
    /// <summary>obs_id: names of observations, <c>*</c> for any text.</summary>
    public MastValue? ObsId { get; init; }
    /// <summary>proposal_id: the programme.</summary>
    public MastValue? ProposalId { get; init; }
    /// <summary>proposal_pi: the name of its principal investigator.</summary>
    public MastValue? ProposalPi { get; init; }
    /// <summary>filters: filter names.</summary>
    public MastValue? Filters { get; init; }
    /// <summary>instrument_name: for example <c>WFC3/UVIS</c>.</summary>
    public MastValue? InstrumentName { get; init; }
    /// <summary>obs_collection: the mission, for example <c>HST</c> or <c>HLA</c>.</summary>
    public MastValue? ObsCollection { get; init; }
    /// <summary>project: for example <c>HST</c> or <c>HAP</c>.</summary>
    public MastValue? Project { get; init; }
    /// <summary>target_name: the name the proposer gave.</summary>
    public MastValue? TargetName { get; init; }
    /// <summary>dataproduct_type: for example <c>image</c>.</summary>
    public MastValue? DataproductType { get; init; }
    /// <summary>t_exptime: exposure time in seconds, a range.</summary>
    public MastValue? ExposureTime { get; init; }
    /// <summary>t_min: start of the observation, a range of dates or of MJD.</summary>
    public MastValue? StartTime { get; init; }

    /// <summary>Centre of the region, ICRS; null for the whole sky. Not together with <see cref="ObjectName"/>.</summary>
    public SkyPosition? Position { get; init; }
    /// <summary>Name of an object at the centre of the region, resolved by MAST.</summary>
    public string? ObjectName { get; init; }
    /// <summary>Radius of the region in degrees.</summary>
    public double Radius { get; init; } = 0.2;

    /// <summary>Further columns by name.</summary>
    public IReadOnlyDictionary<string, MastValue> Columns { get; init; } = new Dictionary<string, MastValue>();

    /// <summary>The criteria with one more column.</summary>
    /// <param name="column">The column's name in MAST, in any case.</param>
    /// <param name="value">What it may be.</param>
    public MastCriteria With(string column, MastValue value) =>
        this with { Columns = new Dictionary<string, MastValue>(Columns, StringComparer.OrdinalIgnoreCase) { [column] = value } };

    /// <summary>All columns asked for, by their names in MAST.</summary>
    internal IEnumerable<(string Column, MastValue Value)> All()
    {
        (string, MastValue?)[] named =
        [
            ("obs_id", ObsId), ("proposal_id", ProposalId), ("proposal_pi", ProposalPi), ("filters", Filters), ("instrument_name", InstrumentName),
            ("obs_collection", ObsCollection), ("project", Project), ("target_name", TargetName), ("dataproduct_type", DataproductType),
            ("t_exptime", ExposureTime), ("t_min", StartTime),
        ];
        foreach (var (column, value) in named)
            if (value is not null) yield return (column, value);
        foreach (var (column, value) in Columns) yield return (column, value);
    }
}
