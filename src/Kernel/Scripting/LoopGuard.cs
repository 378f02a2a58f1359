namespace HstNotebooks.Kernel.Scripting;

/// <summary>
/// What the loops of a cell ask at the start of every turn, so that an interrupt stops a loop that never waits; and what its methods
/// ask at their start, so that a recursion without end is an error and not the end of the kernel. The calls are put
/// into the user's code before it is compiled; a call costs one array read.
/// </summary>
/// <remarks>Flags are kept per session, because a method defined in one cell may loop in a later one.</remarks>
public static class LoopGuard
{
    private static volatile bool[] _flags = new bool[16];
    private static int _sessions;
    private static readonly Lock Growing = new();

    /// <summary>Stops the calling loop where the running cell of the session was interrupted.</summary>
    /// <param name="session">The number that <c>NewSession</c> gave out.</param>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static void Check(int session)
    {
        if (_flags[session]) Stop();
    }

    /// <summary>What methods of a cell ask at their start: an endless recursion becomes an error before it ends the process.</summary>
    /// <param name="session">The number of the session.</param>
    /// <returns>Always true.</returns>
    /// <exception cref="InsufficientExecutionStackException">The methods are nested too deeply.</exception>
    /// <exception cref="OperationCanceledException">The cell was interrupted.</exception>
    public static bool Enter(int session)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        Check(session);
        return true;
    }

    /// <summary>Reserves a number for a session.</summary>
    internal static int NewSession()
    {
        lock (Growing)
        {
            int session = _sessions++;
            if (session >= _flags.Length)
            {
                bool[] larger = new bool[_flags.Length * 2];
                _flags.CopyTo(larger, 0);
                _flags = larger;
            }
            return session;
        }
    }

    /// <summary>Sets or clears the wish to stop.</summary>
    internal static void Set(int session, bool stop)
    {
        lock (Growing) _flags[session] = stop;
    }

    private static void Stop() => throw new OperationCanceledException("The cell was interrupted.");
}
