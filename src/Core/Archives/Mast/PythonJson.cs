using System.Globalization;
using System.Text;

namespace HstNotebooks.Archives;

/// <summary>
/// Writes JSON with the spacing and escapes of Python's json module (<c>", "</c>, <c>": "</c>, ASCII only), because recorded requests and
/// the services' own caches compare the text.
/// </summary>
internal static class PythonJson
{
    /// <summary>Writes null, strings, bools, whole numbers, doubles, lists, and objects given as lists of pairs.</summary>
    public static string Write(object? value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return text.ToString();
    }

    /// <summary>A double as Python prints it: shortest digits that round-trip, with <c>.0</c> for whole numbers.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value)) return double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        double size = Math.Abs(value);
        if (size is >= 1e15 and < 1e16) shortest = value.ToString("0.0##", CultureInfo.InvariantCulture);
        if (size >= 1e16 && !shortest.Contains('E')) shortest = value.ToString("0.################E+00", CultureInfo.InvariantCulture);
        // Python writes 1e-05 and 1e+16 where .NET writes 1E-05 and 1E+16.
        if (shortest.IndexOf('E') is > 0 and var at)
        {
            int exponent = int.Parse(shortest.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            return string.Create(CultureInfo.InvariantCulture, $"{shortest.AsSpan(0, at)}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
        }
        return shortest.Contains('.') ? shortest : shortest + ".0";
    }

    private static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append("null"); break;
            case bool b: text.Append(b ? "true" : "false"); break;
            case string s: AppendString(text, s); break;
            case int or long: text.Append(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
            case double d: text.Append(Number(d)); break;
            case IEnumerable<(string Name, object? Value)> pairs: AppendMany(text, '{', pairs, p => { AppendString(text, p.Name); text.Append(": "); Append(text, p.Value); }, '}'); break;
            case System.Collections.IEnumerable items: AppendMany(text, '[', items.Cast<object?>(), i => Append(text, i), ']'); break;
            default: throw new ArgumentException($"{value.GetType()} cannot be written as JSON", nameof(value));
        }
    }

    private static void AppendMany<T>(StringBuilder text, char open, IEnumerable<T> items, Action<T> append, char close)
    {
        text.Append(open);
        bool first = true;
        foreach (var item in items)
        {
            if (!first) text.Append(", ");
            first = false;
            append(item);
        }
        text.Append(close);
    }

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (char c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                default:
                    if (c is >= ' ' and < '\u007f') text.Append(c);
                    else text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
            }
        }
        text.Append('"');
    }
}
