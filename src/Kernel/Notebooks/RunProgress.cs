namespace HstNotebooks.Kernel.Notebooks;

/// <summary>Where a run of a notebook is.</summary>
/// <param name="Cell">The number of the running code cell, from 1.</param>
/// <param name="Total">How many there are.</param>
/// <param name="FirstLine">Its first line.</param>
/// <param name="Output">What it says.</param>
internal sealed record RunProgress(int Cell, int Total, string FirstLine, RecordedOutput Output);
