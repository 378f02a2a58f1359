using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Parameters;

namespace HstNotebooks.Tasks;

/// <summary>The log of the headerlet tasks, <c>headerlet.log</c> in the working directory: each run is added at its end.</summary>
internal static class HeaderletLog
{
    private const string FileName = "headerlet.log";

    /// <summary>Runs a task, and logs where the options ask for it.</summary>
    public static IReadOnlyList<HeaderletResult> Run<TOptions>(string task, string filename, TOptions options, Func<IReadOnlyList<HeaderletResult>> work)
        where TOptions : HeaderletOptions, new()
    {
        if (!options.Logging) return work();
        string arguments = string.Join(", ", ParameterSet.Differences(options).Select(pair => $"{pair.Key}={pair.Value}").Prepend($"filename={filename}"));
        Add($"INFO: {DateTime.Now.ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture)}: Starting {task} with arguments:\n\t {arguments}");
        try
        {
            var results = work();
            foreach (var result in results) Add($"{task} INFO: {result.File}: {result.HdrName} {result.Action}");
            return results;
        }
        catch (HstException error)
        {
            Add($"{task} ERROR: {(error.File is { } file ? file + ": " : "")}{error.Message}");
            throw;
        }
    }

    private static void Add(string line)
    {
        try
        {
            File.AppendAllText(FileName, line + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException("the log cannot be written", e)
            { File = Path.GetFullPath(FileName), Parameter = "logging", Advice = "work in a folder that can be written, or leave logging out" };
        }
    }
}
