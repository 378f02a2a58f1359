using System.Runtime.Intrinsics;
using HstNotebooks.Images;

namespace HstNotebooks.Detection;

/// <summary>
/// The pixels of the convolved image above the threshold, as horizontal runs in scan order (rows upwards, then columns).
/// Only these pixels are kept: in most images they are a few per cent.
/// </summary>
internal sealed class DetectedPixels
{
    /// <summary>A run of neighbouring pixels of one row, columns <c>Start</c> to <c>End</c> (exclusive), 0-based; their values begin at <c>Offset</c>.</summary>
    internal readonly record struct Run(int Y, int Start, int End, int Offset);

    private const int BandHeight = 64;
    private readonly int[] firstRunOfRow;

    private DetectedPixels(Run[] runs, float[] values, int height)
    {
        Runs = runs;
        Values = values;
        firstRunOfRow = new int[height + 1];
        int run = 0;
        for (int y = 0; y <= height; y++)
        {
            while (run < runs.Length && runs[run].Y < y) run++;
            firstRunOfRow[y] = run;
        }
    }

    public Run[] Runs { get; }

    /// <summary>Values of the convolved image, run after run.</summary>
    public float[] Values { get; }

    /// <summary>The runs of one row, 0-based.</summary>
    public ReadOnlySpan<Run> RunsOfRow(int y) => Runs.AsSpan(firstRunOfRow[y]..firstRunOfRow[y + 1]);

    /// <summary>Index of the first run of a row; <c>height</c> is allowed and gives the number of runs.</summary>
    public int FirstRunOfRow(int y) => firstRunOfRow[y];

    /// <summary>Convolves the image and keeps what is above the threshold and, where there is a mask, on good (non-zero) pixels.</summary>
    public static DetectedPixels Find(Image<float> image, DetectionKernel kernel, double threshold, Image<byte>? mask, bool hasNaN, CancellationToken cancel)
    {
        int bands = (image.Height + BandHeight - 1) / BandHeight;
        var found = new (List<Run> Runs, List<float> Values)[bands];
        float limit = (float)threshold;
        Parallel.For(0, bands, new ParallelOptions { CancellationToken = cancel },
            () => (Convolver: new RowConvolver(image, kernel, hasNaN), Row: new float[image.Width]),
            (band, _, own) =>
            {
                var runs = new List<Run>();
                var values = new List<float>();
                int end = Math.Min(image.Height, (band + 1) * BandHeight);
                for (int y = band * BandHeight; y < end; y++)
                {
                    own.Convolver.Convolve(y, own.Row);
                    Collect(y, own.Row, limit, mask is null ? default : mask.Row(y), runs, values);
                }
                found[band] = (runs, values);
                return own;
            },
            _ => { });

        var allRuns = new Run[found.Sum(f => f.Runs.Count)];
        var allValues = new float[found.Sum(f => f.Values.Count)];
        int runAt = 0, valueAt = 0;
        foreach (var (runs, values) in found)
        {
            foreach (var run in runs) allRuns[runAt++] = run with { Offset = run.Offset + valueAt };
            values.CopyTo(allValues, valueAt);
            valueAt += values.Count;
        }
        return new DetectedPixels(allRuns, allValues, image.Height);
    }

    /// <summary>Those of the pixels that are above a higher threshold, as <see cref="Find"/> gives them.</summary>
    public DetectedPixels Above(double threshold)
    {
        float limit = (float)threshold;
        var runs = new List<Run>();
        var values = new List<float>();
        foreach (var run in Runs)
        {
            for (int x = run.Start; x < run.End; x++)
            {
                if (!(Values[run.Offset + x - run.Start] > limit)) continue;
                int start = x, offset = values.Count;
                for (; x < run.End && Values[run.Offset + x - run.Start] > limit; x++) values.Add(Values[run.Offset + x - run.Start]);
                runs.Add(new Run(run.Y, start, x, offset));
            }
        }
        return new DetectedPixels([.. runs], [.. values], firstRunOfRow.Length - 1);
    }

    private static void Collect(int y, ReadOnlySpan<float> row, float limit, ReadOnlySpan<byte> mask, List<Run> runs, List<float> values)
    {
        var limits = Vector256.Create(limit);
        int x = 0;
        while (x < row.Length)
        {
            if (x <= row.Length - 8 && !Vector256.GreaterThanAny(Vector256.Create(row.Slice(x, 8)), limits))
            {
                x += 8;
                continue;
            }
            int stop = Math.Min(row.Length, x + 8);
            for (; x < stop; x++)
            {
                if (!IsAbove(row, mask, x, limit)) continue;
                int start = x, offset = values.Count;
                for (; x < row.Length && IsAbove(row, mask, x, limit); x++) values.Add(row[x]);
                runs.Add(new Run(y, start, x, offset));
            }
        }
    }

    private static bool IsAbove(ReadOnlySpan<float> row, ReadOnlySpan<byte> mask, int x, float limit) =>
        row[x] > limit && row[x] != 0 && (mask.IsEmpty || mask[x] != 0);
}
