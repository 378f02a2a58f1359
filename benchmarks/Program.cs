using BenchmarkDotNet.Running;
using HstNotebooks.Benchmarks;

// dotnet run --project benchmarks -c Release -- --filter '*Drizzle*'
// dotnet run --project benchmarks -c Release -- alignment-trials 1000
// dotnet run --project benchmarks -c Release -- fit-pulls 20000
if (args is ["alignment-trials", ..]) AlignmentTrialsCommand.Run(args[1..]);
else if (args is ["fit-pulls", ..]) FitPullsCommand.Run(args[1..]);
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
