using System.Diagnostics;
using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Robustness;

/// <summary>What damaged inputs did.</summary>
/// <param name="Inputs">How many were tried.</param>
/// <param name="Accepted">How many of them were read all the same.</param>
/// <param name="Slowest">The longest time for one input.</param>
/// <param name="Largest">The most memory that one input took beyond ten times its size, in bytes.</param>
/// <param name="Failures">Errors that are not ours, and inputs that took too long or too much memory.</param>
public sealed record FuzzReport(int Inputs, int Accepted, TimeSpan Slowest, long Largest, IReadOnlyList<string> Failures)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Inputs} damaged inputs, {Accepted} read all the same, slowest {Slowest.TotalMilliseconds:F0} ms, at most {Largest / 1e6:F1} MB beyond ten times the size; {Failures.Count} failures")
        + string.Concat(Failures.Take(40).Select(f => "\n  " + f));
}

/// <summary>
/// Reads damaged files: every one must give a result or an <see cref="HstException"/>, in less than two seconds and without
/// taking more than ten times its size of memory (and a fixed allowance for buffers).
/// </summary>
public static class FuzzTest
{
    /// <summary>How long an input may take on a machine that does nothing else.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Memory that any reading may take: buffers, messages, and the many small objects of short inputs.</summary>
    private const long Allowance = 16 << 20;

    /// <summary>Tries a number of inputs, the same ones for the same seed.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Seeds the damage.</param>
    /// <param name="only">The name of a target, or nothing for all.</param>
    /// <param name="saveTo">A folder for inputs that fail, or null.</param>
    /// <param name="allocated">Counts the bytes taken so far: of the process where nothing else runs in it, else (the default) of this thread.</param>
    /// <param name="limit">The longest time for one input, <see cref="Limit"/> where none is given.</param>
    public static FuzzReport Run(int count, int seed, string? only = null, string? saveTo = null, Func<long>? allocated = null, TimeSpan? limit = null)
    {
        allocated ??= GC.GetAllocatedBytesForCurrentThread;
        var longest = limit ?? Limit;
        var random = new Random(seed);
        using var targets = new FuzzTargets();
        var chosen = targets.All.Where(t => string.IsNullOrEmpty(only) || t.Name == only).ToArray();
        if (chosen.Length == 0) throw new ArgumentException($"there is no target '{only}'; there are {string.Join(", ", targets.All.Select(t => t.Name))}", nameof(only));
        // Compile first, so that times are those of reading.
        foreach (var target in chosen)
            foreach (byte[] sample in target.Samples) target.Read(sample);

        int accepted = 0;
        var slowest = TimeSpan.Zero;
        long largest = 0;
        var failures = new List<string>();
        for (int i = 0; i < count; i++)
        {
            var target = chosen[i % chosen.Length];
            byte[] input = Damage.Apply(target.Samples[random.Next(target.Samples.Count)], random);
            long memory = allocated();
            var clock = Stopwatch.StartNew();
            string? failure = null;
            try
            {
                target.Read(input);
                accepted++;
            }
            catch (HstException e) when (e.Message.Length > 0)
            {
                // What is wanted of damaged input.
            }
            catch (Exception e)
            {
                failure = $"{e.GetType().Name}: {e.Message.Split('\n')[0]} {FirstFrame(e)}";
            }
            clock.Stop();
            memory = allocated() - memory - 10L * input.Length;
            if (clock.Elapsed > slowest) slowest = clock.Elapsed;
            largest = Math.Max(largest, memory);
            if (clock.Elapsed > longest) failure ??= $"took {clock.Elapsed.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture)} s";
            if (memory > Allowance) failure ??= $"took {memory} bytes more than ten times its {input.Length}";
            if (failure is null) continue;
            failures.Add($"{target.Name} {i}: {failure}");
            if (saveTo is not null) File.WriteAllBytes(Path.Combine(saveTo, $"{target.Name}-{i}.bin"), input);
        }
        return new FuzzReport(count, accepted, slowest, largest, failures);
    }

    private static string FirstFrame(Exception e) => e.StackTrace?.Split('\n').FirstOrDefault(l => l.Contains("HstNotebooks", StringComparison.Ordinal))?.Trim() ?? "";
}
