using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HstNotebooks.Kernel.Jupyter;

/// <summary>The cells that ran in this session.</summary>
internal sealed class CellHistory
{
    private readonly List<(int Number, string Code, string? Output)> _entries = [];

    /// <summary>Adds a cell.</summary>
    public void Add(int number, string code, string? output)
    {
        lock (_entries) _entries.Add((number, code, output));
    }

    /// <summary>Answers a <c>history_request</c>.</summary>
    public JsonObject Answer(JsonObject request)
    {
        bool withOutput = request["output"]?.GetValue<bool>() ?? false;
        lock (_entries)
        {
            IEnumerable<(int Number, string Code, string? Output)> chosen = request["hist_access_type"]?.GetValue<string>() switch
            {
                "range" => Range(request),
                "search" => Search(request),
                _ => _entries.TakeLast(Count(request) ?? 0),
            };
            var history = new JsonArray();
            foreach (var (number, code, output) in chosen)
            {
                JsonNode what = withOutput ? new JsonArray(code, output) : code;
                history.Add((JsonNode)new JsonArray(1, number, what));
            }
            return new() { ["status"] = "ok", ["history"] = history };
        }
    }

    private static int? Count(JsonObject request) => request["n"] is JsonValue value && value.TryGetValue(out int n) ? n : null;

    private IEnumerable<(int, string, string?)> Range(JsonObject request)
    {
        // Session 0 is the current one; there are no others here.
        int session = request["session"]?.GetValue<int>() ?? 0;
        int start = request["start"]?.GetValue<int>() ?? 1;
        int stop = request["stop"] is JsonValue value && value.TryGetValue(out int end) ? end : int.MaxValue;
        return session is 0 or 1 ? _entries.Where(entry => entry.Number >= start && entry.Number < stop) : [];
    }

    private IEnumerable<(int, string, string?)> Search(JsonObject request)
    {
        string glob = request["pattern"]?.GetValue<string>() ?? "*";
        var pattern = new Regex("^" + Regex.Escape(glob).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal) + "$", RegexOptions.Singleline | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        var found = _entries.Where(entry => pattern.IsMatch(entry.Code));
        if (request["unique"]?.GetValue<bool>() ?? false) found = found.Reverse().DistinctBy(entry => entry.Code).Reverse();
        return Count(request) is { } n ? found.TakeLast(n) : found;
    }
}
