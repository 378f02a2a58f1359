using HstNotebooks.Hosting;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Progress;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>Gives the tasks that a cell calls from C# the progress line that magics have.</summary>
public static class CellProgress
{
    /// <summary>A progress line below the running cell; null where no cell of this kernel runs. It ends with the task, at the latest with the cell.</summary>
    /// <param name="task">What the line is called.</param>
    public static IProgress<TaskProgress>? Of(string task) => (NotebookHost.Current as CellHost)?.NewProgress(task);
}
