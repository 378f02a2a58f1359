using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>Stands in for the network when work is offline: every request is refused.</summary>
internal sealed class OfflineHandler : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Options.TryGetValue(RecordedExchange.ServiceKey, out var service);
        throw new ArchiveException($"{ArchiveFaults.NameOf(service)} ({request.RequestUri?.Host}) is not asked, because work is offline")
        {
            IsUnreachable = true,
            Advice = "unset HST_NOTEBOOKS_OFFLINE, or run the same command once with a network so that its answer is kept",
        };
    }
}
