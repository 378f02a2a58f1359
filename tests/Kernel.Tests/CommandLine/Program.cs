using System.Diagnostics;

namespace HstNotebooks.Tests.CommandLine;

/// <summary>Runs the built program as a user does.</summary>
internal static class Program
{
    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "hst-notebooks.dll");

    public static Process Start(string? folder, params IEnumerable<string> words) => Process.Start(new ProcessStartInfo("dotnet", [Assembly, .. words])
    { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder ?? "" })!;

    public static Task<(int Code, string Output, string Error)> RunAsync(params string[] words) => RunInAsync(null, words);

    public static async Task<(int Code, string Output, string Error)> RunInAsync(string? folder, params string[] words)
    {
        using var process = Start(folder, words);
        return await EndAsync(process);
    }

    public static async Task<(int Code, string Output, string Error)> EndAsync(Process process)
    {
        var token = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return (process.ExitCode, await output, await error);
    }
}
