namespace HstNotebooks.Drizzling;

/// <summary>
/// Lets the garbage of opened files go. The header cards and the WCS of a file are 0.1 to 0.3 MB, and a run opens each file several times. The garbage collector
/// would wait until they fill a good part of the last cache of the processor (16 MB where that has 32), which a run of a few exposures never does and one of many
/// does in every step; so the young ones are collected after some files, which takes a fraction of a millisecond.
/// </summary>
internal sealed class OpenedFiles
{
    private const int Some = 16;
    private int opened;

    /// <summary>Counts a file that is opened. Safe for several threads.</summary>
    public void Count()
    {
        if (Interlocked.Increment(ref opened) % Some == 0) GC.Collect(0, GCCollectionMode.Forced, blocking: true);
    }
}
