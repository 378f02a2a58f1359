using System.Diagnostics;
using System.Globalization;
using HstNotebooks.Alignment;

namespace HstNotebooks.Benchmarks;

/// <summary>
/// Runs TweakReg's automatic mode on random alignment problems with known solution and prints how they end:
/// <c>alignment-trials [count] [first seed] [table.csv]</c>.
/// </summary>
internal static class AlignmentTrialsCommand
{
    public static void Run(string[] args)
    {
        int count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1000;
        int first = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var clock = Stopwatch.StartNew();
        var trials = AlignmentTrials.Run(count, first);
        Console.WriteLine($"{count} problems, seeds {first} to {first + count - 1}, {clock.Elapsed.TotalSeconds:F0} s\n");
        Console.WriteLine("| stars in the field | problems | solvable | of these good and right | good and wrong | poor | failed |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var (low, high) in ((int, int)[])[(6, 15), (16, 50), (51, 150), (151, 500), (501, 1500), (6, 1500)])
        {
            var part = trials.Where(t => t.Problem.Stars >= low && t.Problem.Stars <= high).ToList();
            int solvable = part.Count(t => t.IsSolvable), right = part.Count(t => t is { IsSolvable: true, Verdict: AlignmentVerdict.Good, IsRight: true });
            int wrong = part.Count(t => t is { Verdict: AlignmentVerdict.Good, IsRight: false });
            double percent = 100.0 * right / Math.Max(1, solvable);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {low} to {high} | {part.Count} | {solvable} | {right} ({percent:F1} %) | {wrong} | {part.Count(t => t.Verdict == AlignmentVerdict.Poor)} | {part.Count(t => t.Verdict == AlignmentVerdict.Failed)} |"));
        }
        double[] errors = [.. trials.Where(t => t.Verdict == AlignmentVerdict.Good).Select(t => t.WorstError).Order()];
        if (errors.Length > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nWorst corner of the good ones: median {errors[errors.Length / 2]:F3} pixel, 99 % {errors[errors.Length * 99 / 100]:F3}, largest {errors[^1]:F3}."));
        if (args.Length > 2) AlignmentTrials.ToTable(trials).Write(args[2]);
    }
}
