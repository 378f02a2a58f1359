using System.Globalization;
using System.Text.RegularExpressions;
using HstNotebooks.Hosting;

namespace HstNotebooks.Kernel.CommandLine;

/// <summary>
/// The host of a magic that runs as a verb. Its progress is one line on standard error; what it displays or says goes to standard
/// output, or to standard error where standard output is kept for JSON.
/// </summary>
internal sealed partial class CommandLineHost(bool keepOutputForJson) : INotebookHost, IDisposable
{
    private const int BarWidth = 20;

    private readonly TerminalLine _line = new();
    private readonly Dictionary<string, object> _variables = new(StringComparer.Ordinal);
    private DateTime _lastLogged = DateTime.MinValue;

    /// <inheritdoc/>
    public void Display(MimeBundle bundle, string? displayId = null)
    {
        if (displayId is not null && displayId.StartsWith(ProgressLine.IdPrefix, StringComparison.Ordinal)) Progress(bundle.Text);
        else WriteLine(bundle.Text);
    }

    /// <inheritdoc/>
    public void Update(string displayId, MimeBundle bundle)
    {
        if (displayId.StartsWith(ProgressLine.IdPrefix, StringComparison.Ordinal)) Progress(bundle.Text);
        else WriteLine(bundle.Text);
    }

    /// <inheritdoc/>
    public void WriteLine(string text)
    {
        _line.Erase();
        (keepOutputForJson ? Console.Error : Console.Out).WriteLine(text);
    }

    /// <inheritdoc/>
    public void WriteError(string text)
    {
        _line.Erase();
        Console.Error.WriteLine(text);
    }

    /// <inheritdoc/>
    public Task SetVariableAsync(string name, object value, Type type)
    {
        _variables[name] = value;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public object? GetVariable(string name) => _variables.GetValueOrDefault(name);

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    private void Progress(string text)
    {
        // A log file gets a line every few seconds, a terminal every one.
        if (!_line.IsTerminal && DateTime.UtcNow - _lastLogged < TimeSpan.FromSeconds(5)) return;
        _lastLogged = DateTime.UtcNow;
        _line.Show(_line.IsTerminal ? WithBar(text) : text);
    }

    // "tweakreg 40 %: matching" becomes "tweakreg [########------------] 40 % matching".
    private static string WithBar(string text)
    {
        var match = Percent().Match(text);
        if (!match.Success) return text;
        int filled = int.Parse(match.Groups["percent"].ValueSpan, CultureInfo.InvariantCulture) * BarWidth / 100;
        return $"{match.Groups["task"].Value} [{new string('#', filled)}{new string('-', BarWidth - filled)}] {match.Groups["percent"].Value} % {match.Groups["rest"].Value}";
    }

    [GeneratedRegex(@"^(?<task>\S+) (?<percent>\d{1,2}|100) %: (?<rest>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Percent();
}
