using System.Collections.Concurrent;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>What a cell has declared with <c>using</c> at its top level, until the cell ends. The calls are put into the user's code before it is compiled.</summary>
public static class CellResources
{
    private static readonly ConcurrentDictionary<int, ConcurrentStack<Func<ValueTask>>> Kept = [];

    /// <summary>Disposes of a resource at the end of the running cell.</summary>
    /// <param name="session">The number of the session.</param>
    /// <param name="resource">What was declared; null is nothing to dispose of.</param>
    public static void Keep(int session, IDisposable? resource)
    {
        if (resource is null) return;
        Of(session).Push(() =>
        {
            resource.Dispose();
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Disposes of a resource at the end of the running cell, and waits for it.</summary>
    /// <param name="session">The number of the session.</param>
    /// <param name="resource">What was declared; null is nothing to dispose of.</param>
    public static void KeepAsync(int session, IAsyncDisposable? resource)
    {
        if (resource is not null) Of(session).Push(resource.DisposeAsync);
    }

    /// <summary>Disposes of everything that the cell has kept, the last one first.</summary>
    /// <exception cref="Exception">The first that a resource has thrown; the others are disposed of all the same.</exception>
    internal static async Task DisposeAsync(int session)
    {
        if (!Kept.TryRemove(session, out var resources)) return;
        Exception? first = null;
        while (resources.TryPop(out var dispose))
        {
            try
            {
                await dispose();
            }
#pragma warning disable CA1031 // What a resource throws belongs to the cell, when all have had their turn.
            catch (Exception exception) { first ??= exception; }
#pragma warning restore CA1031
        }
        if (first is not null) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
    }

    private static ConcurrentStack<Func<ValueTask>> Of(int session) => Kept.GetOrAdd(session, static _ => new());
}
