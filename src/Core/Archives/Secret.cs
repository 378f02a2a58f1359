namespace HstNotebooks.Archives;

/// <summary>A credential that does not show itself: its text form says only whether it is set. Immutable.</summary>
public sealed class Secret
{
    private readonly string value;

    private Secret(string value) => this.value = value;

    /// <summary>Wraps a credential; null where the text is null or blank.</summary>
    public static Secret? From(string? value) => string.IsNullOrWhiteSpace(value) ? null : new Secret(value.Trim());

    /// <summary>The credential itself, for the header of a request and nothing else.</summary>
    internal string Reveal() => value;

    /// <summary>The word <c>(set)</c>, never the credential.</summary>
    public override string ToString() => "(set)";
}
