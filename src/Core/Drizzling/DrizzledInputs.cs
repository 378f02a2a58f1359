using HstNotebooks.Fits;

namespace HstNotebooks.Drizzling;

/// <summary>What the header of a drizzled image says about the chips that it was made of.</summary>
internal static class DrizzledInputs
{
    /// <summary>The names in D001DATA, D002DATA, ..., each as <c>file.fits[sci,1]</c>; empty where the header has none.</summary>
    public static IReadOnlyList<string> Of(FitsHeader header) =>
    [
        .. header.Cards.Where(card => card.Keyword is ['D', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', 'D', 'A', 'T', 'A'])
            .Select(card => (card.Value as string ?? "").Trim()).Where(name => name.Length > 0),
    ];
}
