using System.Diagnostics;
using System.IO.Compression;

namespace HstNotebooks.Tests.Jupyter;

/// <summary>The packages, as somebody meets them who has nothing but the .NET SDK.</summary>
public sealed class PackageTests
{
    [Fact]
    public void The_three_packages_are_made_and_the_tool_installs_from_a_folder_and_serves_Jupyter()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Checkout.Root, "src", "Kernel", "bin", "Release", "net10.0", "hst-notebooks.dll")), "the Release build that is packed does not exist");
        string folder = Checkout.NewScratchFolder();
        try
        {
            string packages = Path.Combine(folder, "packages");
            foreach (string project in new[] { "Core", "Extension", "Kernel" })
                Dotnet(folder, "pack", Path.Combine(Checkout.Root, "src", project), "-c", "Release", "--no-build", "-nologo", "-o", packages);
            Assert.Equal(["HstNotebooks.Core", "HstNotebooks.Extension", "HstNotebooks.Kernel"],
                Directory.EnumerateFiles(packages, "*.nupkg").Select(file => string.Join('.', Path.GetFileName(file).Split('.').Take(2))).Order(StringComparer.Ordinal));
            using (var extension = ZipFile.OpenRead(Directory.EnumerateFiles(packages, "HstNotebooks.Extension.*").Single()))
                Assert.Contains("interactive-extensions/dotnet/extension.dib", extension.Entries.Select(entry => entry.FullName));

            string tools = Path.Combine(folder, "tools");
            Dotnet(folder, "tool", "install", "HstNotebooks.Kernel", "--tool-path", tools, "--source", packages, "--prerelease");
            string program = Path.Combine(tools, OperatingSystem.IsWindows() ? "hst-notebooks.exe" : "hst-notebooks");
            Assert.Matches(@"^\d+\.\d+\.\d+", Run(program, folder, "version"));
            string notebook = Path.Combine(folder, "n.dib");
            File.WriteAllText(notebook, "typeof(TweakReg).Name");
            Run(program, folder, "run", notebook);
            Assert.Contains("TweakReg", File.ReadAllText(Path.Combine(folder, "n.executed.ipynb")), StringComparison.Ordinal);

            Run(program, folder, "install", "--prefix", folder);
            string spec = File.ReadAllText(Path.Combine(folder, "share", "jupyter", "kernels", "hst-notebooks", "kernel.json"));
            Assert.Contains(tools, spec, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Dotnet(string folder, params string[] words) => Run("dotnet", folder, words);

    private static string Run(string program, string folder, params string[] words)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        // Nothing that was unpacked before is used, and nothing is left behind.
        start.Environment["NUGET_PACKAGES"] = Path.Combine(folder, "unpacked");
        if (program == "dotnet" && words[0] == "pack") start.Environment.Remove("NUGET_PACKAGES");
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(180)), $"{program} {words[0]} did not end");
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', words)}\n{output.Result}\n{error.Result}");
        return output.Result.Trim();
    }
}
