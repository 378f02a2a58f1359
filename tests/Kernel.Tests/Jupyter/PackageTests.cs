using System.Diagnostics;
using System.IO.Compression;

namespace HstNotebooks.Tests.Jupyter;

/// <summary>The packages, as somebody meets them who has nothing but the .NET SDK.</summary>
public sealed class PackageTests
{
    [Fact]
    public void The_three_packages_install_from_a_folder_the_tool_serves_Jupyter_and_the_libraries_a_program()
    {
        Assert.SkipUnless(File.Exists(Path.Combine(Checkout.Root, "src", "Kernel", "bin", "Release", "net10.0", "hst-notebooks.dll")), "the Release build that is packed does not exist");
        string folder = Checkout.NewScratchFolder();
        try
        {
            string packages = Path.Combine(folder, "packages");
            // A version that no package folder of this machine can hold.
            string version = "0.1.0-test" + Path.GetFileName(folder).GetHashCode(StringComparison.Ordinal).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
            foreach (string project in new[] { "Core", "Extension", "Kernel" })
                Dotnet(folder, "pack", Path.Combine(Checkout.Root, "src", project), "-c", "Release", "--no-build", "-nologo", "-o", packages, "-p:PackageVersion=" + version);
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

            ShouldServeAProgram(folder, packages);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A program of somebody else's, in a folder that knows nothing of this checkout: it simulates, aligns and plots.
    private static void ShouldServeAProgram(string folder, string packages)
    {
        string project = Directory.CreateDirectory(Path.Combine(folder, "program")).FullName;
        string version = Path.GetFileNameWithoutExtension(Directory.EnumerateFiles(packages, "HstNotebooks.Core.*").Single())["HstNotebooks.Core.".Length..];
        // What ours need of others comes from what is unpacked on this machine; nothing is asked of a network.
        File.WriteAllText(Path.Combine(project, "nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="ours" value="{packages}" /></packageSources>
              <fallbackPackageFolders><clear /><add key="known" value="{GlobalPackages()}" /></fallbackPackageFolders>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(project, "program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup>
              <ItemGroup><PackageReference Include="HstNotebooks.Extension" Version="{version}" /></ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(project, "Program.cs"), """
            using HstNotebooks.Alignment;
            using HstNotebooks.Figures;
            using HstNotebooks.Simulation;

            Observations.Find("acshrc").Write("data");
            var result = TweakReg.Run("data/*_flt.fits", new TweakRegOptions { RefCat = "data/gaia.cat", SearchRad = 1, SourceFinding = new() { Threshold = 50 } });
            result.Residuals()[0].Save("residuals.png");
            foreach (var image in result.Images) Console.WriteLine($"{image.Verdict} {image.MatchCount}");
            """);
        Run("dotnet", project, "build", "-c", "Release", "-nologo", "-v", "q");
        Assert.True(Directory.Exists(Path.Combine(project, "unpacked", "hstnotebooks.core", version)), "the package was not unpacked from the folder");
        string[] said = Run("dotnet", project, Path.Combine("bin", "Release", "net10.0", "program.dll")).Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(4, said.Length);
        Assert.All(said, line => Assert.Matches(@"^Good \d\d+$", line));
        Assert.True(new FileInfo(Path.Combine(project, "residuals.png")).Length > 10_000);
    }

    private static string GlobalPackages() => Environment.GetEnvironmentVariable("NUGET_PACKAGES") is { Length: > 0 } folder ? folder
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static void Dotnet(string folder, params string[] words) => Run("dotnet", folder, words);

    private static string Run(string program, string folder, params string[] words)
    {
        var start = new ProcessStartInfo(program, words) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        // Nothing that was unpacked before is used, and nothing is left behind.
        start.Environment["NUGET_PACKAGES"] = Path.Combine(folder, "unpacked");
        start.Environment["HOME"] = start.Environment["DOTNET_CLI_HOME"] = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        start.Environment["DOTNET_NOLOGO"] = "1";
        if (program == "dotnet" && words[0] == "pack")
        {
            foreach (string name in new[] { "NUGET_PACKAGES", "HOME", "DOTNET_CLI_HOME" }) start.Environment.Remove(name);
            if (Environment.GetEnvironmentVariable("HOME") is { } home) start.Environment["HOME"] = home;
        }
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(180)), $"{program} {words[0]} did not end");
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', words)}\n{output.Result}\n{error.Result}");
        return output.Result.Trim();
    }
}
