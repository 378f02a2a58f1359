using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>What every headerlet task that changes or writes files has.</summary>
public abstract record HeaderletOptions
{
    /// <summary>Whether the start, what was done to each file, and an error are added to <c>headerlet.log</c> in the working directory.</summary>
    [Parameter("logging", "Enable logging to a file? (headerlet.log in the working directory)")]
    public bool Logging { get; init; }
}
