namespace HstNotebooks.Tests.Archives;

/// <summary>Tests that measure time or memory run alone, after the others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ArchiveMeasurements
{
    public const string Name = "archive measurements";
}
