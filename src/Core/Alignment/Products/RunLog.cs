namespace HstNotebooks.Alignment;

/// <summary>The lines of the processing log, written as a file at the end of the run, also of one that fails.</summary>
internal sealed class RunLog
{
    private readonly List<string> lines = [];

    /// <summary>Adds a line.</summary>
    public void Info(string text = "") => lines.Add("[INFO    ] " + text);

    /// <summary>Adds a warning.</summary>
    public void Warning(string text) => lines.Add("[WARNING ] " + text);

    /// <summary>Writes the log where a name is given.</summary>
    public void Save(string path, ProductFiles files)
    {
        if (path.Length > 0) files.WriteText(path, writer => lines.ForEach(writer.WriteLine));
    }
}
