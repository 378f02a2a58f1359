using System.Text.Json.Nodes;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Notebooks;

namespace HstNotebooks.Tests.Cells;

/// <summary>A session whose cells are run one after the other, and what each said.</summary>
internal sealed class CellRun : IDisposable
{
    private readonly RecordedOutput _output = new();
    private int _count;

    public NotebookSession Session { get; } = new();

    public Task<CellSaid> RunAsync(string code) => RunUntilAsync(TestContext.Current.CancellationToken, code);

    public async Task<CellSaid> RunUntilAsync(CancellationToken cancellation, string code)
    {
        _output.Begin(++_count);
        var outcome = await Session.RunCellAsync(code, $"cell [{_count}]", _output, cancellation);
        return new(outcome, [.. _output.Take().OfType<JsonObject>()]);
    }

    public void Dispose() => Session.Dispose();
}

/// <summary>The outcome and the outputs of one cell.</summary>
internal sealed record CellSaid(CellOutcome Outcome, IReadOnlyList<JsonObject> Outputs)
{
    public string Stdout => Stream("stdout");

    public string Stderr => Stream("stderr");

    public string ErrorText => Outcome.Error?.Text ?? "";

    public string Result => Outputs.Where(o => o["output_type"]!.GetValue<string>() == "execute_result").Select(o => NotebookFile.Text(o["data"]!["text/plain"])).SingleOrDefault() ?? "";

    public IReadOnlyList<string> Displays => [.. Outputs.Where(o => o["output_type"]!.GetValue<string>() == "display_data").Select(o => NotebookFile.Text(o["data"]!["text/plain"]))];

    private string Stream(string name) => string.Concat(Outputs.Where(o => o["output_type"]!.GetValue<string>() == "stream" && o["name"]!.GetValue<string>() == name).Select(o => NotebookFile.Text(o["text"])));
}
