using System.Runtime.InteropServices;
using HstNotebooks.Errors;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Jupyter;

namespace HstNotebooks.Kernel.CommandLine;

/// <summary><c>hst-notebooks kernel</c>: serves Jupyter, which starts it.</summary>
internal static class KernelVerb
{
    private const string Usage = """
        kernel: serves a Jupyter client; Jupyter starts it

        usage: hst-notebooks kernel -f CONNECTION_FILE

          -f CONNECTION_FILE    the file that says where to listen
        """;

    /// <summary>The verb.</summary>
    public static Verb Create() => new("kernel", "Serves Jupyter (started by Jupyter itself).", Usage, RunAsync);

    // Ctrl-C does not end a kernel, as it does not end one of Python: it interrupts the cell.
    private static async Task<int> RunAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        var reader = new WordReader("kernel", words, ["f", "connection-file"]);
        string? file = null;
        while (reader.Next(out string? flag, out string word)) file = flag is null ? word : reader.Value(flag);
        if (file is null) throw new ParameterException("kernel needs a connection file") { Expected = "hst-notebooks kernel -f CONNECTION_FILE" };

        UnhandledExceptions.Install();
        var log = Console.Error;
        var kernel = new JupyterKernel(ConnectionFile.Read(file), text => log.WriteLine("hst-notebooks: " + text));
        await using (kernel.ConfigureAwait(false))
        {
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
            {
                signal.Cancel = true;
                kernel.Interrupt();
            });
            using var terminate = new CancellationTokenSource();
            using var stop = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                terminate.Cancel();
            });
            using var end = new CancellationTokenSource();
            _ = Task.Run(WarmUp.RunAsync, end.Token);
            var serving = kernel.RunAsync(end.Token);
            var orphaned = ParentWatch.WhenGoneAsync(end.Token);
            var terminated = Task.Delay(Timeout.Infinite, terminate.Token);
            if (await Task.WhenAny(serving, orphaned, terminated).ConfigureAwait(false) == terminated) await log.WriteLineAsync("hst-notebooks: asked to end").ConfigureAwait(false);
            else if (orphaned.IsCompleted) await log.WriteLineAsync("hst-notebooks: the parent process is gone; the kernel ends").ConfigureAwait(false);
            else await serving.ConfigureAwait(false);
            await end.CancelAsync().ConfigureAwait(false);
        }
        return ExitCode.Good;
    }
}
