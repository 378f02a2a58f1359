namespace HstNotebooks.Kernel.CommandLine;

/// <summary>How the program ends, for scripts.</summary>
internal static class ExitCode
{
    /// <summary>Done, and the result is good.</summary>
    public const int Good = 0;

    /// <summary>It could not be done.</summary>
    public const int Error = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Done, but the result was refused or is poor.</summary>
    public const int Poor = 3;

    /// <summary>Ended by Ctrl-C, as shells report it.</summary>
    public const int Interrupted = 130;
}
