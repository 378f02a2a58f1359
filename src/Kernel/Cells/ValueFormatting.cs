using System.Globalization;
using HstNotebooks.Formatting;
using HstNotebooks.Hosting;
using HstNotebooks.Kernel.Notebooks;
using HstNotebooks.Kernel.Pages;

namespace HstNotebooks.Kernel.Cells;

/// <summary>Turns what a cell shows into representations, also where the formatter of the type fails.</summary>
internal static class ValueFormatting
{
    /// <summary>The representations of a value.</summary>
    public static MimeBundle Format(object? value)
    {
        if (value is MimeBundle bundle) return bundle;
        try
        {
            return Formatters.Format(value);
        }
        catch (Exception exception) when (exception is not OperationCanceledException and not ThreadInterruptedException)
        {
            return MimeBundle.FromText(string.Create(CultureInfo.InvariantCulture,
                $"{value?.GetType().Name ?? "null"} could not be shown: {exception.GetType().Name}: {exception.Message}"));
        }
    }

    /// <summary>Markdown as HTML, with the text itself beside it.</summary>
    public static MimeBundle Markdown(string markdown) => new(new Dictionary<string, string>
    {
        ["text/markdown"] = markdown,
        ["text/html"] = new MarkdownCells(folder: null).Render(new(NotebookCellKind.Markdown, markdown)),
        ["text/plain"] = markdown,
    });
}
