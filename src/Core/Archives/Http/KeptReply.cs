namespace HstNotebooks.Archives;

/// <summary>An answer from the cache.</summary>
/// <param name="Time">When the service gave it (UTC).</param>
/// <param name="Body">Its content.</param>
public sealed record KeptReply(DateTimeOffset Time, byte[] Body);
