using System.Collections.Concurrent;

namespace HstNotebooks.Drizzling;

/// <summary>Working spaces of the threads of a parallel loop, used again by whichever thread comes next. Parallel loops make many more tasks than there are cores.</summary>
internal sealed class Workspaces<T>(Func<T> make)
{
    private readonly ConcurrentStack<T> free = [];

    // Without a limit a loop starts ever more tasks while its threads are held up.
    private static ParallelOptions AllCores => new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    /// <summary>Runs a body for 0 to count - 1 over the cores; each call has a working space of its own.</summary>
    public void For(int count, ParallelOptions? parallel, Action<int, T> body) => Parallel.For(0, count, parallel ?? AllCores, i =>
    {
        if (!free.TryPop(out var space)) space = make();
        body(i, space);
        free.Push(space);
    });
}
