using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Notebooks;
using HstNotebooks.Magics;

namespace HstNotebooks.Kernel.CommandLine;

/// <summary><c>hst-notebooks run</c>: executes a notebook without Jupyter.</summary>
internal static class RunVerb
{
    private const string Usage = """
        run: executes a notebook from top to bottom, without Jupyter

        usage: hst-notebooks run NOTEBOOK [flags]

          NOTEBOOK              an .ipynb or .dib file
          --output-dir FOLDER   where the products go (default: the notebook's folder)
          --work-dir FOLDER     where the cells run (default: the notebook's folder)
          -p NAME=VALUE         sets a variable of the cell tagged 'parameters'; may be repeated
          --timeout SECONDS     the longest time for one cell (default: no limit)
          --allow-errors        go on behind a cell that fails
          --json                print the report as one JSON document on standard output

        Writes NAME.executed.ipynb, NAME.html (one page that works offline) and NAME.log.
        Exit codes: 0 all cells ran, 1 a cell failed, 2 wrong usage, 3 cells failed and --allow-errors was given.
        """;

    private static readonly string[] Flags = ["output-dir", "work-dir", "p", "parameter", "timeout", "allow-errors"];

    /// <summary>The verb.</summary>
    public static Verb Create() => new("run", "Executes a notebook and writes it with its outputs, as a page and with a log.", Usage, RunAsync);

    private static async Task<int> RunAsync(IReadOnlyList<string> words, CancellationToken cancellation)
    {
        bool asJson = words.Contains("--json");
        var options = Parse([.. words.Where(word => word != "--json")]);
        UnhandledExceptions.Install();
        RunReport report;
        using (var line = new RunProgressLine(Path.GetFileName(options.Notebook)))
            report = await NotebookRunner.RunAsync(options, line, cancellation).ConfigureAwait(false);

        foreach (var failure in report.Failures)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"cell [{failure.Number}] failed: {failure.FirstLine}")).ConfigureAwait(false);
            foreach (string line in failure.Error!.Lines) await Console.Error.WriteLineAsync("  " + line).ConfigureAwait(false);
        }
        int failed = report.Failures.Count();
        int code = failed == 0 ? ExitCode.Good : options.AllowErrors ? ExitCode.Poor : ExitCode.Error;
        if (asJson)
        {
            Console.Out.WriteLine(ResultJson.Write(report));
            return code;
        }
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{report.Cells.Count} of {report.CodeCells} code cells run in {Duration.Text(report.Elapsed)}{(failed > 0 ? $", {failed} failed" : "")}"));
        Console.Out.WriteLine("notebook  " + report.ExecutedNotebook);
        Console.Out.WriteLine("page      " + report.Page);
        Console.Out.WriteLine("log       " + report.Log);
        return code;
    }

    private static RunOptions Parse(IReadOnlyList<string> words)
    {
        var reader = new WordReader("run", words, Flags);
        string? notebook = null;
        var options = new RunOptions { Notebook = "" };
        var parameters = new List<KeyValuePair<string, string>>();
        while (reader.Next(out string? flag, out string word))
        {
            switch (flag)
            {
                case null when notebook is null:
                    notebook = word;
                    break;
                case null:
                    throw new ParameterException($"run takes one notebook; '{word}' is one more") { Advice = "run them one after the other" };
                case "output-dir":
                    options = options with { OutputFolder = reader.Value(flag) };
                    break;
                case "work-dir":
                    options = options with { WorkingFolder = reader.Value(flag) };
                    break;
                case "p" or "parameter":
                    parameters.Add(Pair(reader.Value(flag)));
                    break;
                case "timeout":
                    options = options with { CellTimeout = TimeSpan.FromSeconds(Math.Min(reader.PositiveNumber(flag), 1e6)) };
                    break;
                case "allow-errors":
                    options = options with { AllowErrors = true };
                    break;
            }
        }
        if (notebook is null) throw new ParameterException("run needs a notebook") { Expected = "hst-notebooks run NOTEBOOK.ipynb" };
        return options with { Notebook = notebook, Parameters = parameters };
    }

    private static KeyValuePair<string, string> Pair(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 ? new(text[..equals].Trim(), text[(equals + 1)..].Trim())
            : throw new ParameterException($"-p takes NAME=VALUE, not '{text}'") { Parameter = "p" };
    }
}
