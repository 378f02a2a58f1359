using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Hosting;

namespace HstNotebooks.Formatting;

/// <summary>Shows an exception as a short block: what is wrong, where, and what to do. No stack trace.</summary>
internal static class ErrorFormatter
{
    public static MimeBundle Format(Exception error)
    {
        string text = error switch
        {
            HstException own => own.ToShortBlock(),
            OperationCanceledException => "Interrupted.",
            _ => Chain(error),
        };
        int firstLine = text.IndexOf('\n', StringComparison.Ordinal);
        string head = firstLine < 0 ? text : text[..firstLine], rest = firstLine < 0 ? "" : text[(firstLine + 1)..];
        var html = new StringBuilder($"<div class=\"box\"><b>{Html.Escape(head)}</b>");
        if (rest.Length > 0) html.Append($"<pre>{Html.Escape(rest)}</pre>");
        return MimeBundle.FromHtml(Html.Fragment(html.Append("</div>").ToString()), text);
    }

    private static string Chain(Exception error)
    {
        var text = new StringBuilder($"{error.GetType().Name}: {error.Message}");
        for (var inner = error.InnerException; inner is not null; inner = inner.InnerException)
            text.Append($"\n  caused by {inner.GetType().Name}: {inner.Message}");
        return text.ToString();
    }
}
