using System.Diagnostics;

namespace HstNotebooks.Tests.Jupyter;

/// <summary>Finds Jupyter on this machine and runs its programs with our kernel registered; skips the calling test where it is missing.</summary>
internal sealed class JupyterTools : IDisposable
{
    private readonly string _prefix = Checkout.NewScratchFolder();

    public JupyterTools(params string[] pythonModules)
    {
        string missing = string.Join(", ", pythonModules.Where(module => Run(null, "/usr/bin/python3", ["-c", "import " + module]).Code != 0));
        if (missing.Length > 0) Directory.Delete(_prefix);
        Assert.SkipUnless(missing.Length == 0, $"Python cannot import {missing}; install Jupyter to run this test");
        var install = Run(null, "dotnet", [Program, "install", "--prefix", _prefix]);
        Assert.True(install.Code == 0, install.Error);
    }

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "hst-notebooks.dll");

    public string Folder => _prefix;

    public void Dispose() => Directory.Delete(_prefix, recursive: true);

    public (int Code, string Output, string Error) Python(string script, params string[] arguments)
    {
        string file = Path.Combine(_prefix, "script.py");
        File.WriteAllText(file, script);
        return Run(_prefix, "/usr/bin/python3", [file, .. arguments]);
    }

    public (int Code, string Output, string Error) Run(string program, params string[] arguments) => Run(_prefix, program, arguments);

    public ProcessStartInfo StartInfo(string program, IEnumerable<string> arguments) => StartInfo(_prefix, program, arguments);

    private static ProcessStartInfo StartInfo(string? folder, string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (folder is not null)
        {
            start.WorkingDirectory = folder;
            // Nothing of the user's own Jupyter is read or written.
            start.Environment["JUPYTER_PATH"] = Path.Combine(folder, "share", "jupyter");
            foreach (var (name, place) in new[] { ("JUPYTER_DATA_DIR", "data"), ("JUPYTER_CONFIG_DIR", "config"), ("JUPYTER_RUNTIME_DIR", "runtime"), ("IPYTHONDIR", "ipython") })
                start.Environment[name] = Path.Combine(folder, place);
        }
        return start;
    }

    private static (int Code, string Output, string Error) Run(string? folder, string program, IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(StartInfo(folder, program, arguments))!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(TimeSpan.FromSeconds(120)))
            {
                process.Kill(entireProcessTree: true);
                return (-1, "", $"{program} did not end within two minutes");
            }
            return (process.ExitCode, output.Result, error.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return (127, "", $"{program} is not installed");
        }
    }
}
