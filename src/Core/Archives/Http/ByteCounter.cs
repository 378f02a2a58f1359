using System.Diagnostics;
using HstNotebooks.Progress;

namespace HstNotebooks.Archives;

/// <summary>Sums the bytes of several downloads into one progress report, at most ten a second. Safe to share between threads.</summary>
/// <param name="sizes">The sizes of the files, 0 where one is not known.</param>
/// <param name="progress">Told the sum; null for nobody.</param>
internal sealed class ByteCounter(long[] sizes, IProgress<TaskProgress>? progress)
{
    private readonly long[] positions = new long[sizes.Length];
    private readonly double total = sizes.Sum();
    private readonly bool allKnown = !sizes.Contains(0);
    private long lastReport = Stopwatch.GetTimestamp();

    /// <summary>Notes how many bytes of a file are there.</summary>
    public void Set(int file, long position, string name)
    {
        if (progress is null) return;
        Interlocked.Exchange(ref positions[file], position);
        long last = Interlocked.Read(ref lastReport);
        if (Stopwatch.GetElapsedTime(last).TotalSeconds < 0.1) return;
        if (Interlocked.CompareExchange(ref lastReport, Stopwatch.GetTimestamp(), last) != last) return;
        long sum = 0;
        for (int i = 0; i < positions.Length; i++) sum += Interlocked.Read(ref positions[i]);
        string detail = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sum / 1e6:F1} MB, {name}");
        progress.Report(new TaskProgress("download", allKnown && total > 0 ? Math.Min(1, sum / total) : double.NaN, detail));
    }
}
