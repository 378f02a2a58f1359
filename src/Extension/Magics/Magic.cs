using HstNotebooks.Hosting;

namespace HstNotebooks.Magics;

/// <summary>
/// A command that works as a magic (<c>#!tweakreg ...</c>) in both kernels and as a verb of the command line. Defined once; every
/// host builds its own command from it.
/// </summary>
/// <param name="Name">The verb, for example <c>tweakreg</c>; the magic is <c>#!tweakreg</c>.</param>
/// <param name="Description">One sentence.</param>
/// <param name="Parameters">Positional ones first, in order.</param>
/// <param name="Run">Runs it and returns a result that the formatters can show (null for none).</param>
public sealed record Magic(string Name, string Description, IReadOnlyList<MagicParameter> Parameters,
    Func<MagicArguments, INotebookHost, CancellationToken, Task<object?>> Run)
{
    /// <summary>The result as one JSON document for machines; null where the default serialisation serves.</summary>
    public Func<object, string>? ToJson { get; init; }

    /// <summary>Whether a result counts as good; false makes the command line end with code 3.</summary>
    public Func<object, bool> IsGood { get; init; } = _ => true;

    /// <summary>Arguments that show what it can do, each a line of the help. Empty for none.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>What else has to be known, the last line of the help; empty for nothing.</summary>
    public string Remark { get; init; } = "";

    /// <summary>
    /// What the first word of the arguments chooses from, by that word: <c>headerlet apply ...</c> is <c>apply_headerlet ...</c>.
    /// Empty for a magic that is one task.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, Magic>> Actions { get; init; } = [];

    /// <summary>The magic that a word chooses among <see cref="Actions"/>; this one where it names none of them.</summary>
    public Magic Action(string? word) =>
        Actions.FirstOrDefault(a => a.Key.Equals(word, StringComparison.OrdinalIgnoreCase)).Value ?? this;
}
