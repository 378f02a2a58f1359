using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>A failure that may go away when the request is sent again. Carries the error that the user sees when it does not.</summary>
internal sealed class TransientFault(ArchiveException final, TimeSpan? retryAfter = null) : Exception(final.Message, final)
{
    /// <summary>What is thrown when all tries are used up.</summary>
    public ArchiveException Final { get; } = final;

    /// <summary>How long the service asked to wait; null where it did not say.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
