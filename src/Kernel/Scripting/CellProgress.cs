using HstNotebooks.Hosting;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Progress;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>Gives the tasks that a cell calls from C# the progress line that magics have. The calls are put into the user's code before it is compiled.</summary>
public static class CellProgress
{
    /// <summary>A progress line below the running cell; null where no cell of this kernel runs. It ends with the task, at the latest with the cell.</summary>
    /// <param name="task">What the line is called.</param>
    /// <param name="call">The number of the call within the cell; 0 where its end cannot be seen.</param>
    public static IProgress<TaskProgress>? Of(string task, int call) => (NotebookHost.Current as CellHost)?.NewProgress(task, call);

    /// <summary>Says that a call has returned, so that its line reads "done" and not "stopped".</summary>
    /// <param name="call">The number of the call within the cell.</param>
    /// <param name="result">What it returned.</param>
    /// <returns>The result.</returns>
    public static T Done<T>(int call, T result)
    {
        (NotebookHost.Current as CellHost)?.EndProgress(call, succeeded: true);
        return result;
    }

    /// <summary>Says that a call that is awaited has ended, and how.</summary>
    /// <param name="call">The number of the call within the cell.</param>
    /// <param name="result">What it will return.</param>
    /// <returns>The result.</returns>
    public static async Task<T> Done<T>(int call, Task<T> result)
    {
        var host = NotebookHost.Current as CellHost;
        bool succeeded = false;
        try
        {
            var value = await result;
            succeeded = true;
            return value;
        }
        finally
        {
            host?.EndProgress(call, succeeded);
        }
    }
}
