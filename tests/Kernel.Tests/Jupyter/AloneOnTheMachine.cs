namespace HstNotebooks.Tests.Jupyter;

/// <summary>Tests that measure time: they run when the others of the project have ended.</summary>
[CollectionDefinition(nameof(AloneOnTheMachine), DisableParallelization = true)]
public sealed class AloneOnTheMachine;
