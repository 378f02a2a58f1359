using System.Globalization;
using HstNotebooks.Robustness;

// dotnet run --project tests/Robustness -c Release -- crash 500 1
// dotnet run --project tests/Robustness -c Release -- fuzz 1000000 1
int Number(int index, int missing) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : missing;

switch (args.FirstOrDefault())
{
    case "crash":
        var crash = CrashTest.Run(rounds: Number(1, 500), seed: Number(2, 1));
        Console.WriteLine(crash);
        return crash.Failures.Count == 0 ? 0 : 1;
    case "fuzz":
        var fuzz = FuzzTest.Run(count: Number(1, 1_000_000), seed: Number(2, 1), only: args.ElementAtOrDefault(3), saveTo: args.ElementAtOrDefault(4),
            allocated: () => GC.GetTotalAllocatedBytes(precise: false));
        Console.WriteLine(fuzz);
        return fuzz.Failures.Count == 0 ? 0 : 1;
    case CrashWriter.Verb:
        if (args.Length > 2) CrashWriter.Run(args[1], Number(2, 1));
        else CrashWriter.Run(args[1]);
        return 0;
    case FullDiskWriter.Verb:
        return FullDiskWriter.Run(args[1]);
    default:
        Console.Error.WriteLine("usage: crash [rounds] [seed] | fuzz [count] [seed] [target] [folder for failing inputs]");
        return 2;
}
