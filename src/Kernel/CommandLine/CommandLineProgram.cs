using System.Runtime.InteropServices;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Kernel.Notebooks;
using HstNotebooks.Magics;
using HstNotebooks.Parameters;

namespace HstNotebooks.Kernel.CommandLine;

/// <summary>The command line: every magic is a verb, and a few verbs of its own run notebooks and serve Jupyter.</summary>
internal static class CommandLineProgram
{
    /// <summary>The verbs that are not magics.</summary>
    public static IReadOnlyList<Verb> Verbs { get; } = [RunVerb.Create(), InstallVerb.Install(), InstallVerb.Uninstall(), KernelVerb.Create()];

    /// <summary>Runs the program and returns its exit code.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        using var interrupt = new CancellationTokenSource();
        using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        try
        {
            return await DispatchAsync(arguments, interrupt.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (interrupt.IsCancellationRequested)
        {
            Say("interrupted");
            return ExitCode.Interrupted;
        }
        catch (ParameterException exception)
        {
            Say(exception.ToShortBlock());
            return ExitCode.Usage;
        }
        catch (HstException exception)
        {
            Say(exception.ToShortBlock());
            return ExitCode.Error;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Say(exception.Message);
            return ExitCode.Error;
        }
        catch (Exception exception)
        {
            Say($"an error that should not happen: {exception.GetType().Name}: {exception.Message}\n  what to do: please report it with the command and its input");
            if (Environment.GetEnvironmentVariable("HST_NOTEBOOKS_TRACE") is { Length: > 0 }) Say(exception.ToString());
            return ExitCode.Error;
        }

        // The first signal asks for an orderly end, the second one ends at once.
        void End(PosixSignalContext signal)
        {
            if (interrupt.IsCancellationRequested) return;
            signal.Cancel = true;
            interrupt.Cancel();
        }
    }

    /// <summary>The list of all verbs.</summary>
    public static string Overview()
    {
        var text = new StringBuilder("hst-notebooks: alignment and drizzling of Hubble images, on the command line and in notebooks\n\nusage: hst-notebooks VERB [arguments]\n\nnotebooks\n");
        int width = Verbs.Select(verb => verb.Name.Length).Concat(MagicCatalog.All.Select(magic => magic.Name.Length)).Max() + 2;
        foreach (var verb in Verbs) text.Append("  ").Append(verb.Name.PadRight(width)).Append(verb.Summary).Append('\n');
        text.Append("\ntasks\n");
        foreach (var magic in MagicCatalog.All) text.Append("  ").Append(magic.Name.PadRight(width)).Append(magic.Description).Append('\n');
        return text.Append("""

            hst-notebooks VERB --help   explains a verb
            --json                      prints the result of a task as one JSON document
            exit codes                  0 good, 1 error, 2 wrong usage, 3 done, but refused or poor

            """).ToString();
    }

    private static async Task<int> DispatchAsync(IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        if (arguments.Count == 0)
        {
            Say(Overview());
            return ExitCode.Usage;
        }
        string name = arguments[0];
        string[] rest = [.. arguments.Skip(1)];
        switch (name)
        {
            case "help" or "--help" or "-h" or "-?":
                return Help(rest);
            case "version" or "--version":
                Console.Out.WriteLine(KernelIdentity.Version);
                return ExitCode.Good;
        }
        if (Verbs.FirstOrDefault(verb => verb.Name == name) is { } own)
        {
            if (rest.Any(word => word is "--help" or "-h")) return Print(own.Usage);
            return await own.Run(rest, cancellation).ConfigureAwait(false);
        }
        var magic = MagicCatalog.Find(name) ?? throw Unknown(name);
        return await MagicVerb.RunAsync(magic, rest, cancellation).ConfigureAwait(false);
    }

    private static int Help(string[] words)
    {
        if (words.Length == 0) return Print(Overview());
        if (Verbs.FirstOrDefault(verb => verb.Name == words[0]) is { } own) return Print(own.Usage);
        return Print(MagicCatalog.Help(MagicCatalog.Find(words[0]) ?? throw Unknown(words[0])));
    }

    private static ParameterException Unknown(string name)
    {
        string? near = NearestName.Of(name, Verbs.Select(verb => verb.Name).Concat(MagicCatalog.All.Select(magic => magic.Name)));
        return new($"there is no verb '{name}'") { Advice = (near is null ? "" : $"did you mean '{near}'? ") + "hst-notebooks help lists all verbs" };
    }

    private static int Print(string text)
    {
        Console.Out.WriteLine(text.TrimEnd());
        return ExitCode.Good;
    }

    private static void Say(string text) => Console.Error.WriteLine(text.TrimEnd());
}
