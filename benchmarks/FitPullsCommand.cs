using System.Globalization;
using HstNotebooks.Alignment;

namespace HstNotebooks.Benchmarks;

/// <summary>
/// Fits simulated pairs with known truth and prints how wide the errors are in units of the standard errors that the fits state, for every
/// geometry, kind of weights and robust estimator: <c>fit-pulls [trials] [seed]</c>.
/// </summary>
internal static class FitPullsCommand
{
    public static void Run(string[] args)
    {
        int trials = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20000;
        int seed = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 1;
        var table = FitPulls.Survey(trials, seed);
        Console.WriteLine($"{trials} fits of 40 pairs each, seed {seed}\n");
        Console.WriteLine("| geometry | fitweights | robust | outliers | dx | dy | rot | scale | corner | error at the corner, pixel |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        for (int i = 0; i < table.RowCount; i++)
        {
            Console.WriteLine("| " + string.Join(" | ", table.Columns.Select(c => c.GetValue(i) is double number
                ? double.IsNaN(number) ? "" : number.ToString(c.Format ?? "G3", CultureInfo.InvariantCulture) : c.GetValue(i))) + " |");
        }
    }
}
