using System.Text.Json.Nodes;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Notebooks;

namespace HstNotebooks.Kernel.Jupyter;

/// <summary>The expressions that a client asks for after a cell.</summary>
internal static class UserExpressions
{
    /// <summary>The value of each expression, or the error that it gave.</summary>
    public static async Task<JsonObject> EvaluateAsync(NotebookSession session, JsonObject? expressions, CancellationToken cancellation)
    {
        var values = new JsonObject();
        foreach (var (name, expression) in expressions ?? [])
        {
            var probe = new RecordedOutput();
            probe.Begin(0);
            var outcome = await session.RunCellAsync(expression?.GetValue<string>() ?? "", "expression " + name, probe, cancellation).ConfigureAwait(false);
            if (outcome.Error is { } error)
            {
                var content = KernelOutput.ErrorContent(error);
                content["status"] = "error";
                values[name] = content;
                continue;
            }
            var data = (probe.Take().LastOrDefault() as JsonObject)?["data"] as JsonObject ?? [];
            var flat = new JsonObject();
            foreach (var (mime, value) in data) flat[mime] = value is JsonArray ? NotebookFile.Text(value) : value?.DeepClone();
            values[name] = new JsonObject { ["status"] = "ok", ["data"] = flat, ["metadata"] = new JsonObject() };
        }
        return values;
    }
}
