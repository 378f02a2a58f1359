using System.Collections.Concurrent;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>
/// The thread on which cells run. What a cell awaits comes back to it, so that an interrupt knows which thread to wake.
/// An interrupt goes in three steps: the token is cancelled (our engine and the loops of the cell look at it); if the cell still
/// runs a moment later and its thread sleeps or waits, the wait is broken; if even that does not end it (a call outside .NET that
/// never returns), the thread is left behind and the next cell gets a new one.
/// </summary>
internal sealed class CellThread : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(850);
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(50);
    private const int StackBytes = 8 << 20;

    private Worker? _worker;

    /// <summary>Receives what an <c>async void</c> method of a cell throws; nobody else could catch it.</summary>
    public Action<Exception>? Unobserved { get; init; }

    /// <summary>Runs asynchronous work on the thread and returns its result.</summary>
    /// <exception cref="OperationCanceledException">The work was cancelled and did not end by itself.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellation)
    {
        if (_worker is null or { IsLeftBehind: true }) _worker = new Worker(Unobserved);
        var worker = _worker;
        var result = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var job = worker.Start(async () =>
        {
            try
            {
                result.TrySetResult(await work());
            }
            catch (OperationCanceledException) { result.TrySetCanceled(CancellationToken.None); }
            catch (ThreadInterruptedException) { result.TrySetCanceled(CancellationToken.None); }
#pragma warning disable CA1031 // Whatever the work throws belongs to the caller.
            catch (Exception exception) { result.TrySetException(exception); }
#pragma warning restore CA1031
        }, cancellation);
        await using var registration = cancellation.Register(() => _ = EnforceAsync(worker, job, () => result.TrySetCanceled(CancellationToken.None)));
        return await result.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _worker?.LeaveBehind();

    private static async Task EnforceAsync(Worker worker, Job job, Action giveUp)
    {
        await Task.Delay(Grace).ConfigureAwait(false);
        for (var waited = Grace; waited < Patience && !job.Done.IsCompleted; waited += Pulse)
        {
            worker.BreakWait(job);
            await Task.Delay(Pulse).ConfigureAwait(false);
        }
        if (!job.Done.IsCompleted) worker.LeaveBehind();
        giveUp();
    }

    private sealed class Job(Func<Task> work, CancellationToken cancellation)
    {
        public Func<Task> Work { get; } = work;
        public CancellationToken Cancellation { get; } = cancellation;
        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public Task Done => Ended.Task;
    }

    private sealed class Worker : SynchronizationContext
    {
        private readonly BlockingCollection<Action> _queue = [];
        private readonly Thread _thread;
        private readonly Lock _gate = new();
        private readonly Action<Exception>? _unobserved;
        private Job? _running;

        public Worker(Action<Exception>? unobserved)
        {
            _unobserved = unobserved;
            _thread = new Thread(Loop, StackBytes) { IsBackground = true, Name = "cell" };
            _thread.Start();
        }

        public bool IsLeftBehind { get; private set; }

        public Job Start(Func<Task> work, CancellationToken cancellation)
        {
            var job = new Job(work, cancellation);
            var context = ExecutionContext.Capture();
            _queue.Add(() =>
            {
                if (context is null) Run(job);
                else ExecutionContext.Run(context, _ => Run(job), null);
            }, CancellationToken.None);
            return job;
        }

        public override void Post(SendOrPostCallback d, object? state)
        {
            if (!_queue.IsAddingCompleted) _queue.Add(() => Invoke(d, state));
        }

        private void Invoke(SendOrPostCallback d, object? state)
        {
            try
            {
                d(state);
            }
            catch (Exception exception) when (exception is not ThreadInterruptedException)
            {
                _unobserved?.Invoke(exception);
            }
        }

        public override void Send(SendOrPostCallback d, object? state)
        {
            if (Thread.CurrentThread == _thread) d(state);
            else throw new NotSupportedException("a cell's thread takes no synchronous work from other threads");
        }

        public void BreakWait(Job job)
        {
            lock (_gate)
            {
                if (_running == job && (_thread.ThreadState & ThreadState.WaitSleepJoin) != 0) _thread.Interrupt();
            }
        }

        public void LeaveBehind()
        {
            IsLeftBehind = true;
            _queue.CompleteAdding();
        }

        private void Loop()
        {
            SetSynchronizationContext(this);
            while (TakeNext() is { } next) next();
        }

        private Action? TakeNext()
        {
            try
            {
                return _queue.TryTake(out var next, Timeout.Infinite) ? next : null;
            }
            catch (ThreadInterruptedException)
            {
                return static () => { };
            }
        }

        // Runs a job to its end, serving what it posts to this thread while it waits.
        private void Run(Job job)
        {
            lock (_gate) _running = job;
            try
            {
                var task = job.Work();
                task.ContinueWith(_ => Post(static _ => { }, null), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
                while (!task.IsCompleted)
                {
                    try
                    {
                        if (!_queue.TryTake(out var next, Timeout.Infinite)) return;
                        next();
                    }
                    catch (ThreadInterruptedException) when (job.Cancellation.IsCancellationRequested)
                    {
                        // It waits for something that does not listen to the token: nobody on this thread will wait for it any more.
                        LeaveBehind();
                        return;
                    }
                }
            }
            finally
            {
                lock (_gate) _running = null;
                if (job.Cancellation.IsCancellationRequested) ClearInterrupt();
                job.Ended.TrySetResult();
            }
        }

        private static void ClearInterrupt()
        {
            try
            {
                Thread.Sleep(1);
            }
            catch (ThreadInterruptedException)
            {
                // The wish came after the work had ended.
            }
        }
    }
}
