using HstNotebooks.Tables;
using HstNotebooks.Wcs;

namespace HstNotebooks.Alignment;

/// <summary>What a run of TweakReg found; files, tables and plots are made from it.</summary>
public sealed record TweakRegResult
{
    /// <summary>One entry per input image, in the order of the inputs.</summary>
    public required IReadOnlyList<ImageAlignment> Images { get; init; }
    /// <summary>The plane in which matching and fitting were done.</summary>
    public required SkyFrame ReferenceFrame { get; init; }
    /// <summary>The catalog or image that served as reference.</summary>
    public required string ReferenceName { get; init; }
    /// <summary>Reference sources: ra, dec (degrees), refx, refy (1-based pixels of the frame), flux where known, id.</summary>
    public required Table ReferenceSources { get; init; }
    /// <summary>The options of the run.</summary>
    public required TweakRegOptions Options { get; init; }
    /// <summary>Files that were written, in order.</summary>
    public required IReadOnlyList<string> Products { get; init; }
    /// <summary>Whether every image is good or the reference.</summary>
    public bool IsGood => Images.All(i => i.Verdict is AlignmentVerdict.Good or AlignmentVerdict.Reference);
    /// <summary>The shift file as a table: file, dx, dy (pixels), rot (degrees), scale, xrms, yrms (pixels), and matches, verdict.</summary>
    public required Table Shifts { get; init; }
}
