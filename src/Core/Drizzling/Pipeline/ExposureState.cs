using HstNotebooks.Exposures;

namespace HstNotebooks.Drizzling;

/// <summary>What a run knows of one exposure. The file is open only while a step reads it.</summary>
internal sealed class ExposureState
{
    public required string Path { get; init; }
    /// <summary>File name without folder.</summary>
    public required string FileName { get; init; }
    /// <summary>Root of the intermediate products: the file name without its last suffix (<c>ibwb01xqq</c>).</summary>
    public required string Root { get; init; }
    public required Camera Camera { get; init; }
    public required string Filter { get; init; }
    /// <summary>INSTRUME.</summary>
    public required string Instrument { get; init; }
    public required double ExposureTime { get; init; }
    public required double? Start { get; init; }
    public required double? End { get; init; }
    /// <summary>File with the data quality; null where there is none.</summary>
    public required string? DataQualityFile { get; init; }
    /// <summary>The user's inverse variance map, from the second column of an input list; null where there is none.</summary>
    public string? InverseVarianceFile { get; init; }
    public required IReadOnlyList<ChipState> Chips { get; init; }
}
