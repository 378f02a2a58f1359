using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using HstNotebooks.Errors;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Pages;
using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Kernel.Notebooks;

/// <summary>
/// Executes a notebook from top to bottom without Jupyter, and writes it with its outputs, as a page and with a log. The products
/// are written also where a cell fails, so that one can see how far it came.
/// </summary>
internal static class NotebookRunner
{
    /// <summary>Runs the notebook. The current folder of the process is that of the notebook while it runs.</summary>
    /// <exception cref="HstException">The notebook cannot be read, or a parameter is unknown.</exception>
    /// <exception cref="OperationCanceledException">The run was interrupted; the products show how far it came.</exception>
    public static async Task<RunReport> RunAsync(RunOptions options, IProgress<RunProgress> progress, CancellationToken cancellation)
    {
        string path = Path.GetFullPath(options.Notebook);
        var notebook = NotebookFile.Read(path);
        NotebookFile.RequireCSharp(notebook, options.Notebook);
        string home = Path.GetDirectoryName(path)!;
        string outputFolder = Path.GetFullPath(options.OutputFolder ?? home);
        AtomicFile.MakeFolder(outputFolder, "output-dir");
        string stem = Path.Combine(outputFolder, Path.GetFileNameWithoutExtension(path));
        string workingFolder = Path.GetFullPath(options.WorkingFolder ?? home);
        AtomicFile.MakeFolder(workingFolder, "work-dir");

        var clock = Stopwatch.StartNew();
        var started = DateTimeOffset.Now;
        var reports = new List<CellReport>();
        string before = Directory.GetCurrentDirectory();
        Directory.SetCurrentDirectory(workingFolder);
        try
        {
            using var session = new NotebookSession();
            await RunCellsAsync(notebook, session, options, reports, progress, cancellation).ConfigureAwait(false);
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }

        KernelIdentity.Describe(notebook);
        int codeCells = notebook.Cells.Count(IsRun);
        var report = new RunReport(reports, codeCells, clock.Elapsed, stem + ".executed.ipynb", stem + ".html", stem + ".log");
        NotebookFile.Write(notebook, report.ExecutedNotebook);
        AtomicFile.WriteText(report.Page, NotebookPage.Render(notebook, Path.GetFileNameWithoutExtension(path), home, reports.ToDictionary(cell => cell.Number, cell => cell.Elapsed)));
        AtomicFile.WriteText(report.Log, RunLog.Text(report, Path.GetFileName(path), started));
        cancellation.ThrowIfCancellationRequested();
        return report;
    }

    private static async Task RunCellsAsync(Notebook notebook, NotebookSession session, RunOptions options, List<CellReport> reports,
        IProgress<RunProgress> progress, CancellationToken cancellation)
    {
        foreach (var cell in notebook.Cells.Where(cell => cell.Kind == NotebookCellKind.Code))
        {
            cell.Outputs = [];
            cell.ExecutionCount = null;
        }
        var parameters = new ParameterCell(options.Parameters);
        parameters.RequireTarget(notebook);
        var output = new RecordedOutput();
        int total = notebook.Cells.Count(IsRun);
        for (int i = 0; i < notebook.Cells.Count; i++)
        {
            var cell = notebook.Cells[i];
            if (!IsRun(cell)) continue;
            int number = reports.Count + 1;
            progress.Report(new(number, total, FirstLine(cell.Source), output));
            var report = await RunCellAsync(cell, number, session, output, options, cancellation).ConfigureAwait(false);
            reports.Add(report);
            if (report.Error is null && parameters.FollowUp(cell, session) is { } injected)
            {
                notebook.Cells.Insert(i + 1, injected);
                total++;
            }
            if (cancellation.IsCancellationRequested || (report.IsFailure && !options.AllowErrors)) break;
        }
    }

    private static bool IsRun(NotebookCell cell) => cell.Kind == NotebookCellKind.Code && !string.IsNullOrWhiteSpace(cell.Source);

    private static async Task<CellReport> RunCellAsync(NotebookCell cell, int number, NotebookSession session, RecordedOutput output, RunOptions options, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.CellTimeout is { } longest) limit.CancelAfter(longest);
        output.Begin(number);
        string name = string.Create(CultureInfo.InvariantCulture, $"cell [{number}]");
        var outcome = await session.RunCellAsync(cell.Source, name, output, limit.Token).ConfigureAwait(false);
        cell.Outputs = output.Take();
        cell.ExecutionCount = number;
        var error = outcome.Error;
        if (error is not null && limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            string message = string.Create(CultureInfo.InvariantCulture, $"The cell took longer than {options.CellTimeout!.Value.TotalSeconds:0.###} s and was interrupted.");
            error = new("Timeout", message, ["Timeout: " + message]);
            if (cell.Outputs.LastOrDefault() is JsonObject shown && shown["output_type"]?.GetValue<string>() == "error") cell.Outputs.Remove(shown);
            output.Error(error);
        }
        return new(number, FirstLine(cell.Source), outcome.Elapsed, error, cell.HasTag("raises-exception"));
    }

    private static string FirstLine(string source) =>
        source.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0 && !line.StartsWith("//", StringComparison.Ordinal)) ?? source.Trim();
}
