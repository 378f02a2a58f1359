using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>What the header of a mapping says about its selectors.</summary>
/// <param name="File">The mapping, for messages.</param>
/// <param name="MergesOverlaps">Whether rules that fit equally well are merged; otherwise they are an error.</param>
/// <param name="Substitutions">Values of keywords that stand for others: keyword, value, replacement.</param>
internal sealed record CrdsRules(string File, bool MergesOverlaps, PythonDict? Substitutions)
{
    public ArchiveException Fault(string what) => new($"the CRDS mapping {Path.GetFileName(File)} {what}") { File = File, Advice = "ask the CRDS server for the best references" };
}
