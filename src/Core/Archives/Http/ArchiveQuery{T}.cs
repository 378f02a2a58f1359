using HstNotebooks.Errors;
using HstNotebooks.Progress;

namespace HstNotebooks.Archives;

/// <summary>
/// A question to a service that may be answered from the cache: a fresh kept answer is used without asking, any kept answer is used when
/// work is offline or the service cannot be reached. Only answers that are parsed without error and are worth keeping are kept.
/// </summary>
/// <typeparam name="T">What the answer is parsed to.</typeparam>
internal sealed class ArchiveQuery<T>
{
    /// <summary>The service.</summary>
    public required ArchiveService Service { get; init; }

    /// <summary>Everything that decides the answer, as text.</summary>
    public required string Key { get; init; }

    /// <summary>Asks the service and returns the answer as bytes.</summary>
    public required Func<ArchiveHttp, CancellationToken, Task<byte[]>> Fetch { get; init; }

    /// <summary>Understands the answer; throws an <see cref="ArchiveException"/> where it says that something failed.</summary>
    public required Func<byte[], T> Parse { get; init; }

    /// <summary>Whether a parsed answer may be kept: empty ones are not.</summary>
    public required Func<T, bool> IsWorthKeeping { get; init; }

    /// <summary>Gets the answer.</summary>
    public async Task<ArchiveAnswer<T>> RunAsync(ArchiveOptions options, IProgress<TaskProgress>? progress, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        // Recorded exchanges stand in for the services; the cache would mix them with real answers.
        bool caching = options.ReplayFolder is null && options.RecordFolder is null && options.CacheAge > TimeSpan.Zero;
        var cache = new ArchiveCache(options);
        string key = options.MastToken is null || Service != ArchiveService.Mast ? Key : "authorized\n" + Key;
        var kept = caching ? cache.Find(Service, key) : null;
        if (kept is not null && (options.Offline || DateTimeOffset.UtcNow - kept.Time < options.CacheAge) && TryParse(kept, out var fresh))
            return fresh! with { Note = options.Offline ? $"offline: kept answer of {Stamp(kept.Time)}" : $"kept answer of {Stamp(kept.Time)}" };
        try
        {
            using var http = new ArchiveHttp(options, progress);
            byte[] body = await Fetch(http, cancel).ConfigureAwait(false);
            var value = Parse(body);
            var now = DateTimeOffset.UtcNow;
            if (caching && IsWorthKeeping(value)) cache.Keep(Service, key, now, body);
            return new ArchiveAnswer<T>(value, now, options.ReplayFolder is null ? "" : "recorded answer");
        }
        catch (ArchiveException e) when (options is { Offline: true, ReplayFolder: null } && kept is null)
        {
            throw new ArchiveException($"{e.Message}, and no answer to this question is kept", e) { IsUnreachable = e.IsUnreachable, Advice = e.Advice };
        }
        catch (ArchiveException e) when (e.IsUnreachable && kept is not null && TryParse(kept, out var old))
        {
            progress?.Report(new TaskProgress("offline", double.NaN, $"{e.Message}; using the kept answer of {Stamp(kept.Time)}"));
            return old! with { Note = $"{ArchiveFaults.NameOf(Service)} cannot be reached: kept answer of {Stamp(kept.Time)}" };
        }
    }

    private bool TryParse(KeptReply kept, out ArchiveAnswer<T>? answer)
    {
        try
        {
            answer = new ArchiveAnswer<T>(Parse(kept.Body), kept.Time, "");
            return true;
        }
        catch (HstException)
        {
            answer = null;
            return false;
        }
    }

    private static string Stamp(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) + " UTC";
}
