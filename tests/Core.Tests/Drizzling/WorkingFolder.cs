namespace HstNotebooks.Tests.Drizzling;

/// <summary>
/// Tests that set the working directory of the process, because the task writes its products there. They run alone: another test that looks
/// for a file by its bare name would find theirs.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WorkingFolder
{
    public const string Name = "working folder";
}
