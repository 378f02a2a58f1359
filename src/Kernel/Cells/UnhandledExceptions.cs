using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace HstNotebooks.Kernel.Cells;

/// <summary>
/// Keeps the process alive when a thread that a cell started throws: without this an error in <c>new Thread(...)</c> would end the
/// kernel and all variables with it.
/// </summary>
internal static class UnhandledExceptions
{
    /// <summary>Who is told, by session.</summary>
    public static ConcurrentDictionary<object, Action<Exception>> Receivers { get; } = new();

    /// <summary>Starts keeping the process alive; once per process.</summary>
    public static void Install() => ExceptionHandling.SetUnhandledExceptionHandler(exception =>
    {
        foreach (var receiver in Receivers.Values) receiver(exception);
        return !Receivers.IsEmpty;
    });
}
