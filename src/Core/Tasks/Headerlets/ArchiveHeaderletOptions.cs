namespace HstNotebooks.Tasks;

/// <summary>The parameters of <see cref="HeaderletTasks.Archive"/>.</summary>
public sealed record ArchiveHeaderletOptions : HeaderletContentOptions;
