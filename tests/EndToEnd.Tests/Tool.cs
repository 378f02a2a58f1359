using System.Diagnostics;

namespace HstNotebooks.Tests;

/// <summary>Runs the built tool as its user does, in a process of its own.</summary>
internal static class Tool
{
    /// <summary>The built tool.</summary>
    public static string Assembly { get; } = Path.Combine(Checkout.Root, "src", "Kernel", "bin",
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}") ? "Debug" : "Release",
        "net10.0", "hst-notebooks.dll");

    /// <summary>Runs <c>hst-notebooks</c> with the arguments in a folder and waits for its end.</summary>
    public static ToolRun Run(string folder, params string[] arguments) => RunProgram("dotnet", folder, [Assembly, .. arguments]);

    /// <summary>Runs <c>hst-notebooks</c> with some variables of the environment.</summary>
    public static ToolRun Run(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments) => RunProgram("dotnet", folder, [Assembly, .. arguments], environment: environment);

    /// <summary>Runs any program in a folder and waits for its end, at most <paramref name="seconds"/>.</summary>
    public static ToolRun RunProgram(string program, string folder, IEnumerable<string> arguments, int seconds = 240, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (string argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromSeconds(seconds)))
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} {string.Join(' ', arguments)} did not end within {seconds} s");
        }
        return new(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult(), clock.Elapsed);
    }

    /// <summary>Whether a program can be found on the path.</summary>
    public static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(d => File.Exists(Path.Combine(d, program)));
}
