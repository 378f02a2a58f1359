namespace HstNotebooks.Errors;

/// <summary>An archive or catalog service that did not deliver.</summary>
public sealed class ArchiveException(string message, Exception? innerException = null) : HstException(message, innerException)
{
    /// <summary>The HTTP status of the answer; null where there was none.</summary>
    public int? Status { get; init; }

    /// <summary>Whether the service could not be reached or is down, so that a kept answer or a mirror may stand in.</summary>
    public bool IsUnreachable { get; init; }
}
