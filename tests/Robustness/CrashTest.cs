using System.Diagnostics;
using System.Globalization;
using HstNotebooks.Fits;

namespace HstNotebooks.Robustness;

/// <summary>What killing a writer did.</summary>
/// <param name="Rounds">How often it was killed.</param>
/// <param name="States">How many changes it made in all.</param>
/// <param name="Recovered">How often a journal was found and used.</param>
/// <param name="Failures">Files that were neither old nor new.</param>
public sealed record CrashReport(int Rounds, int States, int Recovered, IReadOnlyList<string> Failures)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"killed {Rounds} times over {States} changes, {Recovered} of them in the middle of a change in place; {Failures.Count} broken files"
        + string.Concat(Failures.Take(10).Select(f => "\n  " + f));
}

/// <summary>Kills a process that changes a FITS file at random instants, and looks at the file each time.</summary>
public static class CrashTest
{
    /// <summary>Runs the test in a scratch folder.</summary>
    public static CrashReport Run(int rounds, int seed)
    {
        var folder = Directory.CreateTempSubdirectory("hst-notebooks-crash-");
        try
        {
            return Run(folder.FullName, rounds, new Random(seed));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static CrashReport Run(string folder, int rounds, Random random)
    {
        string path = Path.Combine(folder, "victim.fits");
        CrashWriter.Create(path);
        int state = 0, recovered = 0;
        var failures = new List<string>();
        for (int round = 1; round <= rounds; round++)
        {
            KillAfter(path, TimeSpan.FromMilliseconds(random.NextDouble() * 60));
            if (File.Exists(Path.Combine(folder, ".victim.fits.journal"))) recovered++;
            try
            {
                using var file = FitsFile.Open(path);
                int now = CrashWriter.StateOf(file);
                if (now < state) failures.Add($"round {round}: state {now} after state {state}");
                state = now;
            }
            catch (Exception e) when (e is InvalidDataException or Errors.HstException)
            {
                failures.Add($"round {round}: {e.Message}");
                CrashWriter.Create(path);
                state = 0;
            }
        }
        return new CrashReport(rounds, state, recovered, failures);
    }

    /// <summary>Lets several processes change one file at the same time and returns the state that it is in afterwards: the number of all changes.</summary>
    public static int Contend(string path, int processes, int changes)
    {
        CrashWriter.Create(path);
        var writers = Enumerable.Range(0, processes).Select(_ => Process.Start(Command(CrashWriter.Verb, path, changes.ToString(CultureInfo.InvariantCulture)))!).ToList();
        foreach (var writer in writers)
        {
            writer.WaitForExit();
            writer.Dispose();
        }
        using var file = FitsFile.Open(path);
        return CrashWriter.StateOf(file);
    }

    /// <summary>Opens a file again and again while another process changes it, is killed and started anew, and reports the state of its headers each time.</summary>
    /// <returns>How many different states were seen.</returns>
    public static int ReadWhileWriting(string path, int reads, Action<int> seen)
    {
        const int readsOfDead = 3;
        var random = new Random(3);
        var states = new HashSet<int>();
        for (int done = 0; done < reads;)
        {
            using var writer = Process.Start(Command(CrashWriter.Verb, path))!;
            writer.StandardOutput.ReadLine();
            for (int left = random.Next(8, 20); left > 0; left--, done++)
            {
                if (left == readsOfDead)
                {
                    writer.Kill();
                    writer.WaitForExit();
                }
                using var file = FitsFile.Open(path);
                int state = CrashWriter.HeaderStateOf(file);
                states.Add(state);
                seen(state);
                // Readers who never let go would keep the writer waiting.
                Thread.Sleep(random.Next(1, 10));
            }
        }
        return states.Count;
    }

    private static void KillAfter(string path, TimeSpan delay)
    {
        using var writer = Process.Start(Command(CrashWriter.Verb, path))!;
        writer.StandardOutput.ReadLine();
        long end = Stopwatch.GetTimestamp() + (long)(delay.TotalSeconds * Stopwatch.Frequency);
        if (delay.TotalMilliseconds > 2) Thread.Sleep(delay - TimeSpan.FromMilliseconds(1));
        while (Stopwatch.GetTimestamp() < end) Thread.SpinWait(20);
        writer.Kill();
        writer.WaitForExit();
    }

    /// <summary>Starts this program again with other arguments.</summary>
    internal static ProcessStartInfo Command(params string[] arguments)
    {
        string program = typeof(CrashTest).Assembly.Location;
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in (string[])["exec", "--runtimeconfig", Path.ChangeExtension(program, ".runtimeconfig.json"), program, .. arguments])
            start.ArgumentList.Add(argument);
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        return start;
    }
}
