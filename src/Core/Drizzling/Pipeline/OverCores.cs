using System.Runtime.ExceptionServices;

namespace HstNotebooks.Drizzling;

/// <summary>A parallel loop whose errors are those of its body, not a bundle of them.</summary>
internal static class OverCores
{
    public static void For(int count, ParallelOptions parallel, Action<int> body)
    {
        try
        {
            Parallel.For(0, count, parallel, body);
        }
        catch (AggregateException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
        }
    }
}
