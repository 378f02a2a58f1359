using BenchmarkDotNet.Running;

// dotnet run --project benchmarks -c Release -- --filter '*Drizzle*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
