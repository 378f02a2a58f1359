namespace HstNotebooks.Kernel.CommandLine;

/// <summary>A word of the command line that is not a magic.</summary>
/// <param name="Name">The word.</param>
/// <param name="Summary">One sentence.</param>
/// <param name="Usage">All of its help.</param>
/// <param name="Run">Runs it with the words behind it and returns the exit code.</param>
internal sealed record Verb(string Name, string Summary, string Usage, Func<IReadOnlyList<string>, CancellationToken, Task<int>> Run);
