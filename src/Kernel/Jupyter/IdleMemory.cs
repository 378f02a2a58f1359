namespace HstNotebooks.Kernel.Jupyter;

/// <summary>Gives memory back to the machine when the user pauses: a kernel stays open for days, and a cell may have used gigabytes.</summary>
internal sealed class IdleMemory : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(4);

    private readonly Timer _timer = new(_ => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true), null, Timeout.Infinite, Timeout.Infinite);

    /// <summary>A cell starts: nothing is collected meanwhile.</summary>
    public void Busy() => _timer.Change(Timeout.Infinite, Timeout.Infinite);

    /// <summary>A cell has ended: after a pause memory is given back.</summary>
    public void Idle() => _timer.Change(Pause, Timeout.InfiniteTimeSpan);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
