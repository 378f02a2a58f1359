using HstNotebooks.Formatting;
using HstNotebooks.Hosting;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Notebooks;
using HstNotebooks.Kernel.Pages;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>The functions that every cell can call by their bare names.</summary>
public static class CellFunctions
{
    /// <summary>Shows a value below the running cell.</summary>
    /// <param name="value">Anything; types of ours show as tables, figures and pictures.</param>
    /// <param name="displayId">A name under which it can be replaced later; one is made up where it is missing.</param>
    /// <returns>A handle that replaces what was shown.</returns>
    /// <exception cref="InvalidOperationException">No cell is running.</exception>
    public static DisplayHandle display(object? value, string? displayId = null)
    {
        var host = NotebookHost.Current ?? throw new InvalidOperationException("display works inside a running cell only");
        string id = displayId ?? Guid.NewGuid().ToString("N");
        host.Display(Formatters.Format(value), id);
        return new DisplayHandle(host, id);
    }

    /// <summary>Text that is shown as HTML as it is.</summary>
    /// <param name="html">A fragment of a page.</param>
    public static MimeBundle HTML(string html) => MimeBundle.FromHtml(html, html);

    /// <summary>Text in Markdown that is shown as a formatted paragraph.</summary>
    /// <param name="markdown">The text.</param>
    public static MimeBundle Markdown(string markdown) => new(new Dictionary<string, string>
    {
        ["text/markdown"] = markdown,
        ["text/html"] = new MarkdownCells(folder: null).Render(new(NotebookCellKind.Markdown, markdown)),
        ["text/plain"] = markdown,
    });

    /// <summary>Removes what the running cell has shown so far.</summary>
    /// <param name="wait">Whether to wait until something new is shown, which avoids flicker.</param>
    public static void clear_output(bool wait = false) => (NotebookHost.Current as CellHost)?.Clear(wait);
}
