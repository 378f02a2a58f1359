using System.Runtime.ExceptionServices;
using HstNotebooks.Errors;

namespace HstNotebooks.Progress;

/// <summary>A parallel loop that may fail in several places at once; the user is told one error, as it was thrown.</summary>
internal static class OverCores
{
    /// <summary>Runs the loop. Of its errors one that a user can act on is thrown, else that it was cancelled, else the first.</summary>
    public static void For(int count, ParallelOptions parallel, Action<int> body)
    {
        try
        {
            Parallel.For(0, count, parallel, body);
        }
        catch (AggregateException e)
        {
            var inner = e.Flatten().InnerExceptions;
            ExceptionDispatchInfo.Throw(inner.FirstOrDefault(x => x is HstException) ?? inner.FirstOrDefault(x => x is OperationCanceledException) ?? inner[0]);
        }
    }
}
