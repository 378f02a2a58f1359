using HstNotebooks.Hosting;
using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Kernel.Cells;

/// <summary>Receives what a running cell says, in order. Called from any thread.</summary>
internal interface ICellOutput
{
    /// <summary>Text on a stream.</summary>
    void Write(StreamName stream, string text);

    /// <summary>A value that the cell shows.</summary>
    void Display(MimeBundle bundle, string? displayId);

    /// <summary>A new value for what was shown under an id, in this or an earlier cell.</summary>
    void Update(string displayId, MimeBundle bundle);

    /// <summary>The value of the last expression.</summary>
    void Result(MimeBundle bundle);

    /// <summary>The error that ended the cell.</summary>
    void Error(CellError error);

    /// <summary>Removes what was shown; with <paramref name="wait"/>, when the next thing is shown.</summary>
    void Clear(bool wait);

    /// <summary>Asks the user for a line.</summary>
    /// <exception cref="InvalidOperationException">Nobody can be asked.</exception>
    string ReadLine(string prompt, bool password, CancellationToken cancellation);
}
