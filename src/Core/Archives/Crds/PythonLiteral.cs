using System.Globalization;
using System.Text;
using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>
/// Reads the Python in which CRDS mappings are written: assignments of literals (strings, numbers, tuples, lists, dictionaries, None, True, False)
/// and calls with one literal argument. Nothing is ever run; whatever is not one of these is refused with its line.
/// </summary>
/// <remarks>Values are string, double, bool, null, <c>object?[]</c> for tuples and lists, <see cref="PythonDict"/> and <see cref="PythonCall"/>.</remarks>
internal ref struct PythonLiteral
{
    private const int DeepestNesting = 50;
    private readonly ReadOnlySpan<char> text;
    private readonly string file;
    private int at;
    private int depth;

    private PythonLiteral(ReadOnlySpan<char> text, string file)
    {
        this.text = text;
        this.file = file;
    }

    /// <summary>The assignments of a file by name.</summary>
    /// <exception cref="ArchiveException">Something else stands in the file; names file and line.</exception>
    public static IReadOnlyDictionary<string, object?> ReadAssignments(string text, string file)
    {
        var reader = new PythonLiteral(text, file);
        var result = new Dictionary<string, object?>();
        while (reader.SkipBlanks())
        {
            string name = reader.Name();
            reader.Expect('=');
            result[name] = reader.Value();
        }
        return result;
    }

    /// <summary>The one value that a file holds.</summary>
    /// <exception cref="ArchiveException">Something else stands in the file; names file and line.</exception>
    public static object? ReadValue(string text, string file)
    {
        var reader = new PythonLiteral(text, file);
        object? value = reader.Value();
        return reader.SkipBlanks() ? throw reader.Fault("has something behind its value") : value;
    }

    private object? Value()
    {
        if (++depth > DeepestNesting) throw Fault("is nested too deeply");
        SkipBlanks();
        object? value = Peek() switch
        {
            '{' => Dictionary(),
            '(' => Sequence('(', ')'),
            '[' => Sequence('[', ']'),
            '\'' or '"' => Strings(),
            '-' or '+' or '.' or (>= '0' and <= '9') => Number(),
            _ => Word(),
        };
        depth--;
        return value;
    }

    private PythonDict Dictionary()
    {
        Expect('{');
        var pairs = new List<(object?, object?)>();
        while (!Take('}'))
        {
            object? key = Value();
            Expect(':');
            pairs.Add((key, Value()));
            if (Take(',')) continue;
            Expect('}');
            break;
        }
        return new PythonDict(pairs);
    }

    // (x) is x; () and (x,) are tuples.
    private object? Sequence(char open, char close)
    {
        Expect(open);
        var items = new List<object?>();
        bool comma = false;
        while (!Take(close))
        {
            items.Add(Value());
            if (Take(',')) { comma = true; continue; }
            Expect(close);
            break;
        }
        return open == '(' && items.Count == 1 && !comma ? items[0] : items.ToArray();
    }

    private string Strings()
    {
        var result = new StringBuilder();
        do Quoted(result);
        while (SkipBlanks() && Peek() is '\'' or '"');
        return result.ToString();
    }

    private void Quoted(StringBuilder result)
    {
        char quote = text[at];
        bool triple = text[at..].StartsWith([quote, quote, quote]);
        at += triple ? 3 : 1;
        int start = at;
        while (at < text.Length)
        {
            char c = text[at++];
            if (c == quote && (!triple || text[at..].StartsWith([quote, quote])))
            {
                if (triple) at += 2;
                return;
            }
            if (c == '\n' && !triple) break;
            if (c == '\\' && at < text.Length) c = text[at++] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other };
            result.Append(c);
        }
        at = start;
        throw Fault("has a string without an end");
    }

    private double Number()
    {
        int start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '+' or '-' or '.')) at++;
        return double.TryParse(text[start..at], NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
            : throw Fault($"has '{text[start..at]}' where a number is expected");
    }

    private object? Word()
    {
        string name = Name();
        if (name is "None") return null;
        if (name is "True" or "False") return name == "True";
        if (!Take('(')) throw Fault($"has the word {name}, which is no value");
        object? argument = Take(')') ? null : Value();
        if (argument is not null || at == 0 || text[at - 1] != ')')
        {
            Take(',');
            Expect(')');
        }
        return new PythonCall(name, argument);
    }

    private string Name()
    {
        int start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] == '_')) at++;
        return at > start && !char.IsAsciiDigit(text[start]) ? text[start..at].ToString()
            : throw Fault(start < text.Length ? $"has '{text[start]}' where a name or value is expected" : "ends in the middle");
    }

    private readonly char Peek() => at < text.Length ? text[at] : '\0';

    private bool Take(char c)
    {
        SkipBlanks();
        if (Peek() != c || at >= text.Length) return false;
        at++;
        return true;
    }

    private void Expect(char c)
    {
        if (!Take(c)) throw Fault(at < text.Length ? $"has '{text[at]}' where '{c}' is expected" : "ends in the middle");
    }

    /// <summary>Skips blanks and comments; false at the end.</summary>
    private bool SkipBlanks()
    {
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at])) at++;
            else if (text[at] == '#') while (at < text.Length && text[at] != '\n') at++;
            else return true;
        }
        return false;
    }

    private readonly ArchiveException Fault(string what) => new($"the CRDS file {Path.GetFileName(file)} {what}")
    { File = file, Row = 1 + text[..Math.Min(at, text.Length)].Count('\n'), Advice = "fetch the file again" };
}
