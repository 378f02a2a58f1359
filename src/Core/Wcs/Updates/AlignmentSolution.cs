namespace HstNotebooks.Wcs;

/// <summary>What an alignment writes into the science headers of an exposure.</summary>
/// <param name="WcsName">The name of the new WCS; blank or INDEF for <c>TWEAK</c>.</param>
/// <param name="Reference">The frame in which the fit was made.</param>
/// <param name="Fit">The fit, image minus reference.</param>
/// <param name="MatchCount">NMATCH, the number of pairs after clipping; null writes none.</param>
/// <param name="RmsRa">RMS_RA and CRDER1 in degrees; null writes none.</param>
/// <param name="RmsDec">RMS_DEC and CRDER2 in degrees; null writes none.</param>
/// <param name="ReuseName">Whether the primary WCS may already have this name; it is then replaced without being archived.</param>
public sealed record AlignmentSolution(string WcsName, LinearWcs Reference, PlaneFit Fit, int? MatchCount = null,
    double? RmsRa = null, double? RmsDec = null, bool ReuseName = false);
