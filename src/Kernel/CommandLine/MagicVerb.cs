using HstNotebooks.Formatting;
using HstNotebooks.Hosting;
using HstNotebooks.Magics;

namespace HstNotebooks.Kernel.CommandLine;

/// <summary>Runs a magic as a verb: the same words, the result on standard output as text or as one JSON document.</summary>
internal static class MagicVerb
{
    /// <summary>Runs it and returns the exit code.</summary>
    public static async Task<int> RunAsync(Magic magic, IReadOnlyList<string> words, CancellationToken cancellation)
    {
        bool asJson = words.Contains("--json");
        var arguments = MagicCatalog.Parse(magic, [.. words.Where(word => word != "--json")]);
        if (arguments.Find("help") is not null && magic.Parameters.All(parameter => parameter.Name != "help"))
        {
            Console.Out.WriteLine(MagicCatalog.Help(magic.Action(words[0])).TrimEnd());
            if (magic.Action(words[0]).Actions.Count > 0) return ExitCode.Good;
            Console.Out.WriteLine("  --json                  prints the whole result as one JSON document on standard output");
            return ExitCode.Good;
        }
        var standardOutput = Console.Out;
        // Whatever the engine may write by itself must not get into the JSON document.
        if (asJson) Console.SetOut(Console.Error);
        object? result;
        using (var host = new CommandLineHost(keepOutputForJson: asJson))
        {
            NotebookHost.Current = host;
            NotebookHost.Cancellation = cancellation;
            result = await magic.Run(arguments, host, cancellation).ConfigureAwait(false);
        }
        if (asJson) await standardOutput.WriteLineAsync(result is null ? "null" : magic.ToJson?.Invoke(result) ?? ResultJson.Write(result)).ConfigureAwait(false);
        else if (result is not null) await standardOutput.WriteLineAsync(Formatters.Text(result).TrimEnd()).ConfigureAwait(false);
        await standardOutput.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        return result is null || magic.IsGood(result) ? ExitCode.Good : ExitCode.Poor;
    }
}
