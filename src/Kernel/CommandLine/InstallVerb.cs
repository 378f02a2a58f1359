using HstNotebooks.Errors;
using HstNotebooks.Kernel.Notebooks;

namespace HstNotebooks.Kernel.CommandLine;

/// <summary><c>hst-notebooks install</c> and <c>uninstall</c>: tell Jupyter about the kernel.</summary>
internal static class InstallVerb
{
    private const string Usage = """
        install: registers this program as a Jupyter kernel
        uninstall: takes it away again

        usage: hst-notebooks install [flags]

          --user                for the current user (default)
          --prefix FOLDER       below FOLDER/share/jupyter, for example an environment
          --name NAME           the name of the kernelspec (default: hst-notebooks)
          --display-name TEXT   what Jupyter's menus show (default: C# (HstNotebooks))

        The kernelspec names the program by its present place; install again after moving it.
        """;

    private static readonly string[] Flags = ["user", "prefix", "name", "display-name"];

    /// <summary>The verb that registers.</summary>
    public static Verb Install() => new("install", "Registers the kernel with Jupyter.", Usage, (words, _) =>
    {
        var choice = Parse("install", words);
        Console.Out.WriteLine("installed  " + KernelSpec.Install(choice.DataFolder, choice.Name, choice.DisplayName));
        Console.Out.WriteLine($"Start Jupyter and choose the kernel '{choice.DisplayName}'.");
        return Task.FromResult(ExitCode.Good);
    });

    /// <summary>The verb that takes away.</summary>
    public static Verb Uninstall() => new("uninstall", "Takes the kernel away from Jupyter.", Usage, (words, _) =>
    {
        var choice = Parse("uninstall", words);
        if (!KernelSpec.Uninstall(choice.DataFolder, choice.Name))
            throw new InputException($"there is no kernel '{choice.Name}'") { File = Path.Combine(choice.DataFolder, "kernels", choice.Name), Advice = "'jupyter kernelspec list' shows what is installed" };
        Console.Out.WriteLine("removed  " + choice.Name);
        return Task.FromResult(ExitCode.Good);
    });

    private static (string DataFolder, string Name, string DisplayName) Parse(string verb, IReadOnlyList<string> words)
    {
        var reader = new WordReader(verb, words, Flags);
        string? prefix = null;
        bool user = false;
        string name = KernelIdentity.Name, displayName = KernelIdentity.DisplayName;
        while (reader.Next(out string? flag, out string word))
        {
            switch (flag)
            {
                case "user": user = true; break;
                case "prefix": prefix = reader.Value(flag); break;
                case "name": name = reader.Value(flag); break;
                case "display-name": displayName = reader.Value(flag); break;
                default: throw new ParameterException($"{verb} does not know what to do with '{word}'") { Advice = $"see 'hst-notebooks {verb} --help'" };
            }
        }
        if (user && prefix is not null) throw new ParameterException("--user and --prefix exclude one another") { Parameter = "prefix" };
        return (prefix is null ? KernelSpec.UserDataFolder() : KernelSpec.PrefixDataFolder(prefix), name, displayName);
    }
}
