using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HstNotebooks.Errors;

namespace HstNotebooks.Kernel.Packages;

/// <summary>
/// Brings packages onto this machine through the .NET SDK: a small project that names every package of the session is restored, and
/// the SDK's own answer says which assemblies belong to it. Answers are kept below the user's cache folder, so that the same set of
/// packages costs nothing the next time.
/// </summary>
internal sealed class PackageRestore
{
    private readonly List<PackageReference> _packages = [];

    /// <summary>Restores a package together with those asked for before, so that their versions agree.</summary>
    /// <exception cref="InputException">The package cannot be restored; the SDK's reason is given.</exception>
    public async Task<RestoredPackage> RestoreAsync(PackageReference package, CancellationToken cancellation)
    {
        var wanted = _packages.Where(p => !p.Name.Equals(package.Name, StringComparison.OrdinalIgnoreCase)).Append(package).ToList();
        string project = ProjectText(wanted);
        string folder = Path.Combine(CacheFolder(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..24]);
        string assets = Path.Combine(folder, "obj", "project.assets.json");
        if (!File.Exists(assets) || Answer(assets, package) is not { } cached || !cached.Assemblies.All(File.Exists))
        {
            Directory.CreateDirectory(folder);
            await File.WriteAllTextAsync(Path.Combine(folder, "cell.csproj"), project, cancellation);
            await RunRestoreAsync(folder, package, cancellation);
        }
        var answer = Answer(assets, package) ?? throw Failed(package, "the package was restored, but brings nothing for this version of .NET");
        _packages.Clear();
        _packages.AddRange(wanted);
        return answer;
    }

    private static string CacheFolder() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "hst-notebooks", "packages");

    private static string ProjectText(IEnumerable<PackageReference> packages)
    {
        var text = new StringBuilder("""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <ImportDirectoryBuildProps>false</ImportDirectoryBuildProps>
                <ImportDirectoryPackagesProps>false</ImportDirectoryPackagesProps>
                <ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally>
              </PropertyGroup>
              <ItemGroup>

            """);
        foreach (var package in packages)
            text.Append($"    <PackageReference Include=\"{package.Name}\" Version=\"{package.Version}\" />\n");
        return text.Append("  </ItemGroup>\n</Project>\n").ToString();
    }

    private static async Task RunRestoreAsync(string folder, PackageReference package, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet",
            ["restore", "--nologo", "--verbosity", "quiet"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        Process process;
        try
        {
            process = Process.Start(start) ?? throw Failed(package, "the .NET SDK could not be started");
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InputException($"the package {package.Name} needs the .NET SDK, which was not found", exception) { Advice = "install the .NET SDK, or reference a .dll by #r \"path\"" };
        }
        using (process)
        {
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(cancellation);
                var errors = process.StandardError.ReadToEndAsync(cancellation);
                await process.WaitForExitAsync(cancellation);
                if (process.ExitCode != 0) throw Failed(package, Reason(await output + await errors));
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }

    private static string Reason(string output)
    {
        string? line = output.Split('\n').FirstOrDefault(text => text.Contains("error", StringComparison.OrdinalIgnoreCase));
        if (line is null) return "the restore failed";
        int at = line.IndexOf("error ", StringComparison.Ordinal);
        int end = line.LastIndexOf(" [", StringComparison.Ordinal);
        return (end > at ? line[Math.Max(at, 0)..end] : line[Math.Max(at, 0)..]).Trim();
    }

    private static InputException Failed(PackageReference package, string reason) =>
        new($"the package {package.Name} could not be restored: {reason}") { Advice = "check its name and version, and that a package source can be reached" };

    private static RestoredPackage? Answer(string assetsFile, PackageReference package)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(File.ReadAllText(assetsFile));
        }
        catch (JsonException)
        {
            return null;
        }
        var folders = root?["packageFolders"]?.AsObject().Select(entry => entry.Key).ToList() ?? [];
        var target = root?["targets"]?.AsObject().FirstOrDefault().Value?.AsObject();
        if (target is null) return null;
        string? version = null;
        var assemblies = new List<string>();
        foreach (var (key, entry) in target)
        {
            string[] id = key.Split('/');
            if (id[0].Equals(package.Name, StringComparison.OrdinalIgnoreCase)) version = id[1];
            string? folder = root!["libraries"]?[key]?["path"]?.GetValue<string>();
            if (folder is null || entry?["runtime"] is not JsonObject runtime) continue;
            assemblies.AddRange(runtime.Where(file => file.Key.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
                .Select(file => folders.Select(root => Path.GetFullPath(Path.Combine(root, folder, file.Key))).FirstOrDefault(File.Exists))
                .OfType<string>());
        }
        return version is null ? null : new(package, version, assemblies);
    }
}
