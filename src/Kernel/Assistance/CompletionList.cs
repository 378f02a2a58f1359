namespace HstNotebooks.Kernel.Assistance;

/// <summary>What could stand at the cursor, and which text it replaces.</summary>
/// <param name="Items">Best first.</param>
/// <param name="Start">First character (UTF-16) of the text that is replaced.</param>
/// <param name="End">Behind its last character.</param>
internal sealed record CompletionList(IReadOnlyList<CompletionItem> Items, int Start, int End)
{
    private const int Most = 400;

    /// <summary>The items that begin with what was typed: same case first, then by name.</summary>
    public static CompletionList Matching(IEnumerable<CompletionItem> items, string typed, int start, int end) => new(
        [.. items.Where(item => item.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(item => item.Text)
            .OrderBy(item => item.Text.StartsWith(typed, StringComparison.Ordinal) ? 0 : 1)
            .ThenBy(item => item.Kind == "variable" ? 0 : 1)
            .ThenBy(item => item.Text, StringComparer.OrdinalIgnoreCase)
            .Take(Most)], start, end);

    /// <summary>Nothing.</summary>
    public static CompletionList Nothing(int at) => new([], at, at);
}
