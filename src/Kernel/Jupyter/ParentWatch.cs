using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace HstNotebooks.Kernel.Jupyter;

/// <summary>Notices when the program that started the kernel is gone, so that no kernel is left running.</summary>
internal static partial class ParentWatch
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Completes when the parent has died; never, where there is no parent to watch.</summary>
    public static async Task WhenGoneAsync(CancellationToken cancellation)
    {
        int? named = int.TryParse(Environment.GetEnvironmentVariable("JPY_PARENT_PID"), NumberStyles.None, CultureInfo.InvariantCulture, out int id) && id > 1 ? id : null;
        int first = Parent();
        while (true)
        {
            await Task.Delay(Interval, cancellation).ConfigureAwait(false);
            // A process whose parent dies is given to another one, usually number 1.
            if (first > 1 && Parent() != first) return;
            if (named is { } parent && !Exists(parent)) return;
        }
    }

    private static int Parent() => OperatingSystem.IsWindows() ? 0 : GetParentProcessId();

    private static bool Exists(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "getppid")]
    private static partial int GetParentProcessId();
}
