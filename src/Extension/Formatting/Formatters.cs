using HstNotebooks.Hosting;

namespace HstNotebooks.Formatting;

/// <summary>Turns any value into what a notebook shows.</summary>
public static class Formatters
{
    /// <summary>The representations of a value: always text/plain; text/html for everything of ours; image/png and Plotly JSON for figures. Exceptions of ours become their short block.</summary>
    public static MimeBundle Format(object? value) => throw new NotImplementedException();

    /// <summary>Adds or replaces the formatter of a type (also used for types derived from it).</summary>
    public static void Register<T>(Func<T, MimeBundle> format) => throw new NotImplementedException();
}
