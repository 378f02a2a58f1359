using System.Diagnostics;
using System.Globalization;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Notebooks;

namespace HstNotebooks.Kernel.CommandLine;

/// <summary>
/// The one line that a run of a notebook shows on standard error. On a terminal it is drawn over; elsewhere a line appears only
/// when a cell takes its time.
/// </summary>
internal sealed class RunProgressLine : IProgress<RunProgress>, IDisposable
{
    private static readonly TimeSpan TerminalInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly string _notebook;
    private readonly TerminalLine _line = new();
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Timer _timer;
    private RunProgress? _now;
    private TimeSpan _cellStart;

    public RunProgressLine(string notebook)
    {
        _notebook = notebook;
        var interval = _line.IsTerminal ? TerminalInterval : LogInterval;
        _timer = new Timer(_ => Draw(), null, _line.IsTerminal ? TimeSpan.Zero : interval, interval);
    }

    /// <inheritdoc/>
    public void Report(RunProgress value)
    {
        _now = value;
        _cellStart = _clock.Elapsed;
        if (_line.IsTerminal) Draw();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _line.Dispose();
    }

    private void Draw()
    {
        if (_now is not { } now)
        {
            _line.Show(_notebook + ": starting");
            return;
        }
        string said = now.Output.LastLine;
        _line.Show(string.Create(CultureInfo.InvariantCulture,
            $"{_notebook}: cell {now.Cell} of {now.Total}, {Duration.Text(_clock.Elapsed)} ({Duration.Text(_clock.Elapsed - _cellStart)} here): {(said.Length > 0 ? said : now.FirstLine)}"));
    }
}
