using System.Diagnostics;
using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>Turns compiler messages and exceptions into text that names the cell's own lines.</summary>
internal sealed class SubmissionErrors
{
    private const int MostFrames = 8;
    private const int DeepestStack = 200;

    private readonly Dictionary<string, CellSource> _sources = new(StringComparer.Ordinal);
    private CellSource? _latest;

    /// <summary>Keeps a piece of code, so that its lines can be quoted when it fails.</summary>
    public void Remember(CellSource source) =>
        _sources[source.Name + ":" + source.FirstLine.ToString(CultureInfo.InvariantCulture)] = _latest = source;

    /// <summary>Compiler messages, each with the line and a mark below the place.</summary>
    public static CellError FromDiagnostics(CellSource source, IReadOnlyList<LocatedDiagnostic> diagnostics)
    {
        string[] code = source.Code.Split('\n');
        var lines = new List<string>();
        foreach (var diagnostic in diagnostics.DistinctBy(d => (d.Id, d.Start)).OrderBy(d => d.Start).Take(10))
        {
            int line = diagnostic.Start.Line + source.FirstLine;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{source.Name}, line {line}, column {diagnostic.Start.Character + 1}: {diagnostic.Id}: {diagnostic.Message}"));
            if (diagnostic.Start.Line >= code.Length) continue;
            string text = code[diagnostic.Start.Line].TrimEnd('\r').Replace('\t', ' ');
            int width = diagnostic.End.Line == diagnostic.Start.Line ? diagnostic.End.Character - diagnostic.Start.Character : text.Length - diagnostic.Start.Character;
            string number = line.ToString(CultureInfo.InvariantCulture).PadLeft(4);
            lines.Add($"{number} | {text}");
            lines.Add($"     | {new string(' ', Math.Max(0, diagnostic.Start.Character))}{new string('^', Math.Max(1, width))}");
            if (CompilerAdvice.For(diagnostic.Id, diagnostic.Message, text) is { } advice && !lines.Contains("  what to do: " + advice)) lines.Add("  what to do: " + advice);
        }
        if (diagnostics.Count > 10) lines.Add(string.Create(CultureInfo.InvariantCulture, $"... and {diagnostics.Count - 10} more"));
        var first = diagnostics.OrderBy(d => d.Start).First();
        return new(CellError.CompilationName, $"{first.Id}: {first.Message}", lines);
    }

    /// <summary>An exception: the short block of ours, or type and message with the frames that lie in cells.</summary>
    public CellError FromException(Exception exception, CancellationToken cancellation)
    {
        if (exception is AggregateException { InnerExceptions.Count: 1 } single) exception = single.InnerExceptions[0];
        if (cancellation.IsCancellationRequested && exception is OperationCanceledException or ThreadInterruptedException)
            return CellError.Interrupted();
        if (exception is HstException known)
            return new(known.GetType().Name, known.Message, [.. known.ToShortBlock().Split('\n'), .. Frames(exception).Take(1)]);

        if (exception is InsufficientExecutionStackException)
        {
            const string TooDeep = "the methods call one another without end";
            return new("InfiniteRecursion", TooDeep, ["InfiniteRecursion: " + TooDeep, .. Frames(exception).Take(2)]);
        }
        string name = exception.GetType().Name;
        var lines = new List<string> { $"{name}: {exception.Message}" };
        for (var inner = exception.InnerException; inner is not null; inner = inner.InnerException)
            lines.Add($"  because of {inner.GetType().Name}: {inner.Message}");
        int before = lines.Count;
        lines.AddRange(Frames(exception));
        // The runtime does not keep the place of an index that it checks at the top level of a cell.
        if (lines.Count == before && exception is IndexOutOfRangeException && _latest is { } cell)
            lines.Add($"  in {cell.Name}: an index is below 0, or not below the length");
        return new(name, exception.Message, lines);
    }

    private IEnumerable<string> Frames(Exception exception)
    {
        int shown = 0;
        // Of a very deep stack only the outer part is looked at; the places of every frame would take seconds.
        int depth = new StackTrace(exception, fNeedFileInfo: false).FrameCount;
        foreach (var frame in new StackTrace(exception, Math.Max(0, depth - DeepestStack), fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetFileName() is not { } file || frame.GetFileLineNumber() is not (> 0 and var line)) continue;
            if (Quote(file, line) is not { } text) continue;
            if (++shown > MostFrames) yield break;
            yield return string.Create(CultureInfo.InvariantCulture, $"  in {file}, line {line}: {text.Trim()}");
        }
    }

    private string? Quote(string name, int line)
    {
        foreach (var source in _sources.Values)
        {
            if (source.Name != name || line < source.FirstLine) continue;
            string[] code = source.Code.Split('\n');
            if (line - source.FirstLine < code.Length) return code[line - source.FirstLine];
        }
        return null;
    }
}
