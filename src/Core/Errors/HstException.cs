using System.Text;

namespace HstNotebooks.Errors;

/// <summary>
/// An error that the user can act on: what is wrong, where (file, HDU, row, keyword or parameter), and what to do.
/// Every error that the engine throws on purpose derives from this type, and front ends show it as a short block
/// instead of a stack trace.
/// </summary>
public class HstException : Exception
{
    /// <summary>Creates an error with one sentence that says what is wrong.</summary>
    public HstException(string message, Exception? innerException = null) : base(message, innerException) { }

    /// <summary>The file concerned, as the user named it; null where no file is concerned.</summary>
    public string? File { get; init; }

    /// <summary>The HDU concerned, in the form <c>[SCI,1]</c> or <c>HDU 3</c>.</summary>
    public string? Hdu { get; init; }

    /// <summary>The 1-based line of a text file or row of a table.</summary>
    public long? Row { get; init; }

    /// <summary>The header keyword concerned.</summary>
    public string? Keyword { get; init; }

    /// <summary>The task parameter concerned, under DrizzlePac's name.</summary>
    public string? Parameter { get; init; }

    /// <summary>What was expected instead.</summary>
    public string? Expected { get; init; }

    /// <summary>What the user can do about it.</summary>
    public string? Advice { get; init; }

    /// <summary>The message with its location and advice, one short line each; what a front end shows.</summary>
    public string ToShortBlock()
    {
        var text = new StringBuilder(Message);
        Line("file", File);
        Line("HDU", Hdu);
        Line("row", Row?.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Line("keyword", Keyword);
        Line("parameter", Parameter);
        Line("expected", Expected);
        Line("what to do", Advice);
        return text.ToString();

        void Line(string label, string? value)
        {
            if (!string.IsNullOrEmpty(value)) text.Append('\n').Append("  ").Append(label).Append(": ").Append(value);
        }
    }
}
