using BenchmarkDotNet.Running;
using HstNotebooks.Benchmarks;

// dotnet run --project benchmarks -c Release -- --filter '*Drizzle*'
// dotnet run --project benchmarks -c Release -- alignment-trials 1000
// dotnet run --project benchmarks -c Release -- fit-pulls 20000
// dotnet run --project benchmarks -c Release -- cosmic-ray-trials 3
// dotnet run --project benchmarks -c Release -- speeds
// dotnet run --project benchmarks -c Release -- drizzle-speeds
// dotnet run --project benchmarks -c Release -- drizzle-memory . many 20,200,600
// dotnet run --project benchmarks -c Release -- drizzle-memory . large 31623
if (args is ["alignment-trials", ..]) AlignmentTrialsCommand.Run(args[1..]);
else if (args is ["cosmic-ray-trials", ..]) CosmicRayTrialsCommand.Run(args[1..]);
else if (args is ["fit-pulls", ..]) FitPullsCommand.Run(args[1..]);
else if (args is ["drizzle-speeds"]) DrizzleSpeedsCommand.Run();
else if (args is ["drizzle-memory", ..]) DrizzleMemoryCommand.Run(args[1..]);
else if (args is ["speeds"]) SpeedsCommand.Run();
else BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
