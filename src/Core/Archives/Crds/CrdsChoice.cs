namespace HstNotebooks.Archives;

/// <summary>What a mapping says of one type of reference for one header.</summary>
/// <param name="Kind">Whether there is a file.</param>
/// <param name="File">The name of the file; null where there is none.</param>
/// <param name="Reason">Why there is none; empty where there is one.</param>
public sealed record CrdsChoice(CrdsChoiceKind Kind, string? File, string Reason)
{
    internal static CrdsChoice Found(string file) => new(CrdsChoiceKind.Found, file, "");

    internal static CrdsChoice NotApplicable(string reason) => new(CrdsChoiceKind.NotApplicable, null, reason);
}
