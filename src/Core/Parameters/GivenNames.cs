namespace HstNotebooks.Parameters;

/// <summary>
/// The parameters that were named when an options record was bound from text, so that a table of recommendations does not change what the user asked
/// for, even where that is the default. Two records with the same values are equal whoever named them, so any two of these are equal.
/// </summary>
internal readonly struct GivenNames(IReadOnlySet<string>? names) : IEquatable<GivenNames>
{
    /// <summary>Whether a parameter was named.</summary>
    public bool Contains(string name) => names?.Contains(name) == true;

    /// <inheritdoc/>
    public bool Equals(GivenNames other) => true;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is GivenNames;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}
