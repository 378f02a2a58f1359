using System.Runtime.ExceptionServices;
using HstNotebooks.Errors;

namespace HstNotebooks.Alignment;

/// <summary>Work on several images or chips at once may fail in several places; the user is told one error.</summary>
internal static class FirstError
{
    /// <summary>Runs parallel work; of its errors that a user can act on the first is thrown as it is.</summary>
    public static void Told(Action work)
    {
        try
        {
            work();
        }
        catch (AggregateException e)
        {
            var inner = e.Flatten().InnerExceptions;
            if (inner.FirstOrDefault(x => x is HstException) is { } told) ExceptionDispatchInfo.Throw(told);
            if (inner.FirstOrDefault(x => x is OperationCanceledException) is { } cancelled) ExceptionDispatchInfo.Throw(cancelled);
            throw;
        }
    }
}
