using System.Diagnostics;

namespace HstNotebooks.Tests.Cells;

public sealed class InterruptTests : IDisposable
{
    private readonly CellRun _cells = new();

    public void Dispose() => _cells.Dispose();

    [Theory]
    [InlineData("int i = 0; while (true) i++;")]
    [InlineData("for (;;) ;")]
    [InlineData("do { try { } catch { } } while (true);")]
    [InlineData("int k = 0; again: k++; goto again;")]
    [InlineData("Thread.Sleep(60_000);")]
    [InlineData("await Task.Delay(60_000);")]
    [InlineData("Task.Delay(60_000).Wait();")]
    [InlineData("await Task.Yield(); Thread.Sleep(60_000);")]
    [InlineData("new ManualResetEventSlim().Wait();")]
    [InlineData("await Task.Delay(Timeout.Infinite, NotebookHost.Cancellation);")]
    [InlineData("while (true) try { Thread.Sleep(60_000); } catch (ThreadInterruptedException) { }")]
    [InlineData("int Spin(int n) { while (n != 0) n++; return n; }\nawait Task.Run(() => Spin(1)); Spin(1);")]
    public async Task A_cell_that_would_not_end_is_interrupted_within_a_second_and_the_session_goes_on(string code)
    {
        await _cells.RunAsync("int before = 5;");
        using var stop = new CancellationTokenSource();
        var running = _cells.RunUntilAsync(stop.Token, code);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        Assert.False(running.IsCompleted, "the cell ended by itself");
        var clock = Stopwatch.StartNew();
        await stop.CancelAsync();
        var said = await running;
        Assert.Equal("Interrupted", said.Outcome.Error?.Name);
        Assert.InRange(clock.ElapsedMilliseconds, 0, 1000);
        Assert.Equal("5", (await _cells.RunAsync("before")).Result);
        Assert.Equal("10", (await _cells.RunAsync("int n = 0; for (int j = 0; j < 10; j++) n++;\nn")).Result);
    }
}
