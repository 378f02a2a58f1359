namespace HstNotebooks.Kernel.CommandLine;

/// <summary>A line on standard error that is drawn over on a terminal and written once per call elsewhere.</summary>
internal sealed class TerminalLine : IDisposable
{
    private const int UsualWidth = 80;

    private readonly Lock _gate = new();
    private bool _isDrawn;
    private bool _isClosed;

    /// <summary>Whether standard error is a terminal.</summary>
    public bool IsTerminal { get; } = !Console.IsErrorRedirected;

    /// <summary>Shows a text.</summary>
    public void Show(string text)
    {
        lock (_gate)
        {
            if (_isClosed) return;
            if (!IsTerminal)
            {
                Console.Error.WriteLine(text);
                return;
            }
            int width = Math.Max(20, Width() - 1);
            if (text.Length > width) text = text[..(width - 3)] + "...";
            Console.Error.Write("\r\e[K" + text);
            _isDrawn = true;
        }
    }

    /// <summary>Takes the line off the terminal, so that other text can be written; the next call draws it again.</summary>
    public void Erase()
    {
        lock (_gate)
        {
            if (_isDrawn) Console.Error.Write("\r\e[K");
            _isDrawn = false;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Erase();
        lock (_gate) _isClosed = true;
    }

    private static int Width()
    {
        try
        {
            int width = Console.WindowWidth;
            return width > 0 ? width : UsualWidth;
        }
        catch (IOException)
        {
            return UsualWidth;
        }
    }
}
