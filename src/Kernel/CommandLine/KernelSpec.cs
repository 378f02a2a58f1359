using System.Text.Json;
using System.Text.Json.Nodes;
using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Kernel.Notebooks;

namespace HstNotebooks.Kernel.CommandLine;

/// <summary>The folder by which Jupyter knows a kernel.</summary>
internal static class KernelSpec
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the kernelspec and returns its folder.</summary>
    public static string Install(string dataFolder, string name, string displayName)
    {
        string folder = Folder(dataFolder, name);
        try
        {
            Directory.CreateDirectory(folder);
            AtomicFile.WriteText(Path.Combine(folder, "kernel.json"), Content(displayName) + "\n");
            AtomicFile.WriteText(Path.Combine(folder, "logo-svg.svg"), Logo);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException("the kernelspec could not be written: " + exception.Message, exception)
            {
                File = folder,
                Advice = "use --user, or --prefix with a folder that you may write to",
            };
        }
        return folder;
    }

    /// <summary>Removes the kernelspec; false where there is none.</summary>
    public static bool Uninstall(string dataFolder, string name)
    {
        string folder = Folder(dataFolder, name);
        if (!File.Exists(Path.Combine(folder, "kernel.json"))) return false;
        Directory.Delete(folder, recursive: true);
        return true;
    }

    /// <summary>Jupyter's data folder of the user.</summary>
    public static string UserDataFolder()
    {
        if (Environment.GetEnvironmentVariable("JUPYTER_DATA_DIR") is { Length: > 0 } own) return own;
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS()) return Path.Combine(home, "Library", "Jupyter");
        if (OperatingSystem.IsWindows()) return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "jupyter");
        string data = Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } xdg ? xdg : Path.Combine(home, ".local", "share");
        return Path.Combine(data, "jupyter");
    }

    /// <summary>Jupyter's data folder below a prefix such as <c>/usr/local</c> or an environment.</summary>
    public static string PrefixDataFolder(string prefix) => Path.Combine(Path.GetFullPath(prefix), "share", "jupyter");

    private static string Folder(string dataFolder, string name)
    {
        if (name.Length == 0 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')))
            throw new ParameterException($"'{name}' cannot be the name of a kernel") { Parameter = "name", Expected = "letters, digits, '-', '_' and '.'" };
        return Path.Combine(dataFolder, "kernels", name.ToLowerInvariant());
    }

    private static string Content(string displayName)
    {
        var words = new JsonArray();
        foreach (string word in Command()) words.Add((JsonNode)word);
        return new JsonObject
        {
            ["argv"] = words,
            ["display_name"] = displayName,
            ["language"] = "C#",
            ["interrupt_mode"] = "message",
            ["env"] = new JsonObject { ["DOTNET_NOLOGO"] = "1" },
            ["metadata"] = new JsonObject { ["debugger"] = false },
        }.ToJsonString(Layout);
    }

    // The dotnet host and the assembly by their full paths: that works for a build and for an installed tool alike.
    private static IEnumerable<string> Command()
    {
        string assembly = Path.Combine(AppContext.BaseDirectory, "hst-notebooks.dll");
        string own = Environment.ProcessPath ?? "dotnet";
        string host = Path.GetFileNameWithoutExtension(own).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? own : DotnetHost() ?? "dotnet";
        return [host, assembly, "kernel", "-f", "{connection_file}"];
    }

    private static string? DotnetHost()
    {
        string? runtime = Path.GetDirectoryName(typeof(object).Assembly.Location);
        string? root = Directory.GetParent(runtime ?? "/")?.Parent?.Parent?.FullName;
        string host = Path.Combine(root ?? "/", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(host) ? host : null;
    }

    private const string Logo = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><rect width="64" height="64" rx="12" fill="#12203a"/><path d="M32 8c2 17 5 20 24 24-19 4-22 7-24 24-2-17-5-20-24-24 19-4 22-7 24-24z" fill="#ffd36e"/></svg>

        """;
}
