namespace HstNotebooks.Archives;

/// <summary>A parsed answer and where it comes from.</summary>
/// <param name="Value">The answer.</param>
/// <param name="Time">When the service gave it (UTC).</param>
/// <param name="Note">Empty when it comes fresh from the service, else a remark for the user.</param>
internal sealed record ArchiveAnswer<T>(T Value, DateTimeOffset Time, string Note)
{
    /// <summary>Another value of the same origin.</summary>
    public ArchiveAnswer<TOther> With<TOther>(TOther value) => new(value, Time, Note);
}
