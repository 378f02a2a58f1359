using HstNotebooks.Sky;

namespace HstNotebooks.Archives;

/// <summary>What is looked for in the search of one mission: a position and conditions on any of its columns. Immutable.</summary>
/// <example><code>new MissionQuery { Position = target, RadiusArcmin = 3 }.With("sci_instrume", "acs,wfc3").With("sci_start_time", "&gt;2010-01-01")</code></example>
public sealed record MissionQuery
{
    /// <summary>Centre of a circle, ICRS; null for the whole sky.</summary>
    public SkyPosition? Position { get; init; }

    /// <summary>Radius of the circle in arcminutes, up to 30.</summary>
    public double RadiusArcmin { get; init; } = 3;

    /// <summary>Conditions by column, as MAST writes them: a word, several with commas, <c>&gt;2010-01-01</c>, <c>!ACS</c>, <c>10..20</c>, <c>ib*</c>.</summary>
    public IReadOnlyList<(string Column, string Condition)> Conditions { get; init; } = [];

    /// <summary>Columns of the result; empty for MAST's own choice.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Most rows. A result that reaches it carries a warning.</summary>
    public int RowLimit { get; init; } = 5000;

    /// <summary>The query with one more condition.</summary>
    public MissionQuery With(string column, string condition) => this with { Conditions = [.. Conditions, (column, condition)] };
}
