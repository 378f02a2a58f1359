namespace HstNotebooks.Archives;

/// <summary>Whether a type of reference has a file for a header.</summary>
public enum CrdsChoiceKind
{
    /// <summary>There is a best reference.</summary>
    Found,
    /// <summary>The type is not used for such an exposure; the keyword becomes N/A.</summary>
    NotApplicable,
    /// <summary>The rules leave the type out of the answer.</summary>
    Omitted,
    /// <summary>The type is needed, and no rule fits the header.</summary>
    NotFound,
    /// <summary>The rule needs a calculation that only the CRDS server does.</summary>
    NeedsServer,
}
