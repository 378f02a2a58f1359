using System.Collections.Concurrent;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>Carries a value from the kernel into a submission that declares a variable for it.</summary>
public static class ValueHandover
{
    private static readonly ConcurrentDictionary<int, object?> Waiting = new();
    private static int _last;

    /// <summary>Takes the value out again; each can be taken once.</summary>
    /// <param name="slot">The number under which it waits.</param>
    public static object? Take(int slot) => Waiting.TryRemove(slot, out object? value) ? value : null;

    /// <summary>Puts a value down and returns the number under which it waits.</summary>
    internal static int Put(object? value)
    {
        int slot = Interlocked.Increment(ref _last);
        Waiting[slot] = value;
        return slot;
    }
}
