using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tasks;

/// <summary>The two WCSs of an aligned drizzled image: the one it was made with, and the one that alignment gave it.</summary>
internal sealed record DrizzledSolutions(WcsEntry Before, WcsEntry After, LinearWcs BeforeWcs, LinearWcs AfterWcs, string Reason, int? MatchCount, double? RmsRa, double? RmsDec)
{
    /// <summary>
    /// Finds them. The aligned one is the primary WCS unless named. The one before is the one named, or the alternate that has the
    /// name of the exposures' present WCS, or the only alternate there is.
    /// </summary>
    /// <exception cref="WcsException">A named one is missing, or the one before cannot be told.</exception>
    public static DrizzledSolutions Find(FitsHeader header, string file, string before, string after, IReadOnlyList<string> exposureNames)
    {
        var entries = WcsArchive.List(header);
        if (entries.Count == 0) throw new WcsException("the drizzled image has no WCS") { File = file };
        var aligned = after.Trim().Length > 0 ? Named(after, "wcsname") : entries[0];
        var candidates = entries.Where(entry => entry.Key != aligned.Key).ToArray();
        WcsEntry original;
        string reason;
        if (before.Trim().Length > 0)
        {
            original = Named(before, "origwcs");
            reason = $"the WCS before alignment is {original}, as given";
        }
        else
        {
            var matching = candidates.Where(entry => exposureNames.Contains(entry.Name, StringComparer.OrdinalIgnoreCase)).ToArray();
            if (matching.Length == 1) (original, reason) = (matching[0], $"the WCS before alignment is {matching[0]}, because the exposures have a WCS of this name now");
            else if (candidates.Length == 1) (original, reason) = (candidates[0], $"the WCS before alignment is {candidates[0]}, the only other one of the image");
            else throw new WcsException(candidates.Length == 0
                ? "the drizzled image has only one WCS, so there is no correction to transfer"
                : "which WCS the drizzled image was made with cannot be told")
            {
                File = file,
                Parameter = "origwcs",
                Expected = candidates.Length == 0 ? "an image aligned by TweakReg with updatehdr" : "one of " + string.Join(", ", candidates),
                Advice = candidates.Length == 0 ? "align the drizzled image first" : "name it",
            };
        }
        if (original.Key == aligned.Key) throw new WcsException("the WCS before and after the alignment are the same one") { File = file, Parameter = "origwcs" };
        string suffix = aligned.IsPrimary ? "" : aligned.Key.ToString();
        return new DrizzledSolutions(original, aligned, LinearWcs.FromHeader(header, original.Key), LinearWcs.FromHeader(header, aligned.Key),
            $"the aligned WCS is {aligned}; {reason}", header.FindInt("NMATCH" + suffix), header.FindDouble("RMS_RA" + suffix), header.FindDouble("RMS_DEC" + suffix));

        WcsEntry Named(string name, string parameter)
        {
            name = name.Trim();
            foreach (var entry in entries)
                if (entry.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) return entry;
            foreach (var entry in entries)
                if (name.Length == 1 && entry.Key == char.ToUpperInvariant(name[0]) || name.Equals("PRIMARY", StringComparison.OrdinalIgnoreCase) && entry.IsPrimary) return entry;
            throw new WcsException($"the drizzled image has no WCS named {name}") { File = file, Parameter = parameter, Expected = "one of " + string.Join(", ", entries) };
        }
    }
}
