using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>A selector of a CRDS mapping: chooses a file name by the values of a header.</summary>
internal abstract class CrdsSelector
{
    /// <summary>The name chosen.</summary>
    /// <exception cref="CrdsNoMatch">No rule fits.</exception>
    public abstract string Choose(IReadOnlyDictionary<string, string> header);

    /// <summary>Every name that can be chosen.</summary>
    public abstract IEnumerable<string> Files { get; }

    /// <summary>Makes a selector of its Python form.</summary>
    /// <param name="value">A call of Match or UseAfter, or a name.</param>
    /// <param name="keys">The keywords of this level and those below.</param>
    /// <param name="rules">What the header of the mapping says about all levels.</param>
    /// <exception cref="ArchiveException">A kind of selector that HST does not use, or a malformed one.</exception>
    public static CrdsSelector Make(object? value, ReadOnlySpan<string[]> keys, CrdsRules rules)
    {
        if (value is string name) return new Fixed(name);
        if (value is not PythonCall { Argument: PythonDict choices } call) throw rules.Fault("has a selector of an unknown form");
        if (keys.IsEmpty) throw rules.Fault("has more selectors than keywords");
        switch (call.Name)
        {
            case "Match": return new CrdsMatch(choices, keys[0], keys[1..], rules);
            case "UseAfter": return new CrdsUseAfter(choices, keys[0], rules);
            default: throw rules.Fault($"selects by {call.Name}, which HST's mappings do not use");
        }
    }

    private sealed class Fixed(string name) : CrdsSelector
    {
        public override IEnumerable<string> Files => [name];

        public override string Choose(IReadOnlyDictionary<string, string> header) => name;
    }
}
