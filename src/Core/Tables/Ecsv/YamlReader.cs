using System.Text;
using HstNotebooks.Errors;

namespace HstNotebooks.Tables.Ecsv;

/// <summary>
/// Reads the part of YAML that ECSV headers use: block and flow mappings and sequences, plain, quoted and literal scalars.
/// A value is a string, a <see cref="List{T}"/> or a <see cref="Dictionary{TKey, TValue}"/> of values. Tags and anchors are skipped.
/// </summary>
internal sealed class YamlReader
{
    private const int MaximumDepth = 40;
    private readonly List<(int Indent, string Text, int Number)> lines = [];
    private readonly string? file;
    private int at;

    private YamlReader(IEnumerable<string> text, string? file)
    {
        this.file = file;
        int number = 0;
        foreach (string line in text)
        {
            number++;
            string trimmed = line.TrimEnd();
            int indent = trimmed.Length - trimmed.TrimStart(' ').Length;
            if (trimmed.Length > 0 && trimmed != "---" && trimmed[0] != '%') lines.Add((indent, trimmed[indent..], number));
        }
    }

    /// <summary>Reads a document.</summary>
    /// <exception cref="TableException">It is not in that part of YAML; names the line, counted from the first given one.</exception>
    public static object Read(IEnumerable<string> lines, string? file)
    {
        var reader = new YamlReader(lines, file);
        object value = reader.lines.Count == 0 ? "" : reader.Block(reader.lines[0].Indent, 0);
        return reader.at >= reader.lines.Count ? value : throw reader.Wrong("the indentation does not fit");
    }

    private object Block(int indent, int depth)
    {
        if (depth > MaximumDepth) throw Wrong("the header is nested too deeply");
        string text = lines[at].Text;
        if (text == "-" || text.StartsWith("- ", StringComparison.Ordinal)) return Sequence(indent, depth);
        if (KeyEnd(text) >= 0) return Mapping(indent, depth);
        at++;
        return Scalar(text, indent - 1, depth);
    }

    private List<object> Sequence(int indent, int depth)
    {
        var items = new List<object>();
        while (at < lines.Count && lines[at].Indent == indent && (lines[at].Text == "-" || lines[at].Text.StartsWith("- ", StringComparison.Ordinal)))
        {
            string rest = SkipTag(lines[at].Text[1..].TrimStart());
            if (rest.Length == 0)
            {
                at++;
                items.Add(at < lines.Count && lines[at].Indent > indent ? Block(lines[at].Indent, depth + 1) : "");
            }
            else if (rest[0] is not ('{' or '[' or '"' or '\'') && KeyEnd(rest) >= 0)
            {
                // A mapping that begins behind the dash: read it as if it stood alone at that column.
                int column = indent + lines[at].Text.Length - rest.Length;
                lines[at] = (column, rest, lines[at].Number);
                items.Add(Mapping(column, depth + 1));
            }
            else
            {
                at++;
                items.Add(Scalar(rest, indent, depth));
            }
        }
        return items;
    }

    private Dictionary<string, object> Mapping(int indent, int depth)
    {
        if (depth > MaximumDepth) throw Wrong("the header is nested too deeply");
        var map = new Dictionary<string, object>();
        while (at < lines.Count && lines[at].Indent == indent && KeyEnd(lines[at].Text) is >= 0 and int colon)
        {
            string key = Unquoted(lines[at].Text[..colon].Trim());
            string rest = SkipTag(lines[at].Text[(colon + 1)..].Trim());
            at++;
            // ESA's archive puts the mark of a literal block on a line of its own below the key.
            if (rest.Length == 0 && at < lines.Count && lines[at].Indent >= indent && lines[at].Text is ("|" or "|-" or ">" or ">-")) rest = lines[at++].Text;
            bool nested = rest.Length == 0 && at < lines.Count
                && (lines[at].Indent > indent || (lines[at].Indent == indent && lines[at].Text.StartsWith('-')));
            map[key] = nested ? Block(lines[at].Indent, depth + 1) : Scalar(rest, indent, depth);
        }
        return map;
    }

    /// <summary>A scalar or flow collection that begins with the given text and may go on in more indented lines.</summary>
    private object Scalar(string text, int indent, int depth)
    {
        if (text is "|" or "|-" or ">" or ">-" or "|+" or ">+")
        {
            var literal = new List<string>();
            int block = at < lines.Count ? lines[at].Indent : 0;
            while (at < lines.Count && lines[at].Indent > indent) literal.Add(new string(' ', Math.Max(0, lines[at].Indent - block)) + lines[at++].Text);
            return string.Join(text[0] == '|' ? "\n" : " ", literal);
        }
        if (at < lines.Count && lines[at].Indent > indent)
        {
            var joined = new StringBuilder(text);
            while (at < lines.Count && lines[at].Indent > indent) joined.Append(' ').Append(lines[at++].Text);
            text = joined.ToString();
        }
        int place = 0;
        if (text.Length == 0 || text[0] is not ('{' or '[' or '"' or '\'')) return Plain(text);
        object value = Flow(text, ref place, depth, top: true);
        return text.AsSpan(place).Trim() is { Length: > 0 } left && left[0] != '#' ? throw Wrong($"'{left}' stands behind a value") : value;
    }

    private object Flow(string text, ref int place, int depth, bool top = false)
    {
        if (depth > MaximumDepth) throw Wrong("the header is nested too deeply");
        SkipBlanks(text, ref place);
        if (place >= text.Length) throw Wrong("a value is missing");
        switch (text[place])
        {
            case '{': return FlowMapping(text, ref place, depth);
            case '[':
                var items = new List<object>();
                place++;
                while (!Closes(text, ref place, ']'))
                {
                    items.Add(FlowItem(text, ref place, depth));
                }
                return items;
            case '"' or '\'': return Quoted(text, ref place);
            default:
                int start = place;
                while (place < text.Length && (top || text[place] is not (',' or ']' or '}' or '{' or '[') && !(text[place] == ':' && (place + 1 == text.Length || text[place + 1] is ' ' or ',')))) place++;
                return Plain(text[start..place]);
        }
    }

    /// <summary>An item of a flow sequence, which may be a single pair as in <c>[a: 1, b: 2]</c>.</summary>
    private object FlowItem(string text, ref int place, int depth)
    {
        object item = Flow(text, ref place, depth + 1);
        SkipBlanks(text, ref place);
        if (place >= text.Length || text[place] != ':' || item is not string key) return item;
        place++;
        return new Dictionary<string, object> { [key] = Flow(text, ref place, depth + 1) };
    }

    private Dictionary<string, object> FlowMapping(string text, ref int place, int depth)
    {
        var map = new Dictionary<string, object>();
        place++;
        while (!Closes(text, ref place, '}'))
        {
            string key = Flow(text, ref place, depth + 1) as string ?? throw Wrong("a key is no text");
            SkipBlanks(text, ref place);
            object value = "";
            if (place < text.Length && text[place] == ':')
            {
                place++;
                SkipBlanks(text, ref place);
                if (place < text.Length && text[place] == '!')
                    while (place < text.Length && text[place] != ' ') place++;
                SkipBlanks(text, ref place);
                if (place < text.Length && text[place] is not (',' or '}')) value = Flow(text, ref place, depth + 1);
            }
            map[key] = value;
        }
        return map;
    }

    /// <summary>Whether the collection ends here; else skips the comma before the next item.</summary>
    private bool Closes(string text, ref int place, char close)
    {
        SkipBlanks(text, ref place);
        if (place < text.Length && text[place] == ',') { place++; SkipBlanks(text, ref place); }
        if (place >= text.Length) throw Wrong($"a '{close}' is missing");
        if (text[place] is ']' or '}' && text[place] != close) throw Wrong($"'{text[place]}' stands where '{close}' is expected");
        if (text[place] == ':') throw Wrong("a key is missing");
        if (text[place] != close) return false;
        place++;
        return true;
    }

    private string Quoted(string text, ref int place)
    {
        char quote = text[place++];
        var value = new StringBuilder();
        for (; place < text.Length; place++)
        {
            char c = text[place];
            if (c == quote)
            {
                if (quote == '"' || place + 1 >= text.Length || text[place + 1] != quote) { place++; return value.ToString(); }
                place++;
            }
            else if (c == '\\' && quote == '"' && place + 1 < text.Length)
            {
                c = Escaped(text, ref place);
            }
            value.Append(c);
        }
        throw Wrong("a quote is not closed");
    }

    private static char Escaped(string text, ref int place)
    {
        char code = text[++place];
        int digits = code switch { 'x' => 2, 'u' => 4, _ => 0 };
        if (digits > 0 && place + digits < text.Length && ushort.TryParse(text.AsSpan(place + 1, digits), System.Globalization.NumberStyles.AllowHexSpecifier, null, out ushort unit))
        {
            place += digits;
            return (char)unit;
        }
        return code switch { 'n' => '\n', 't' => '\t', 'r' => '\r', '0' => '\0', _ => code };
    }

    private static string Plain(string text)
    {
        int comment = text.IndexOf(" #", StringComparison.Ordinal);
        return (comment < 0 ? text : text[..comment]).Trim();
    }

    private string Unquoted(string key)
    {
        if (key.Length == 0 || key[0] is not ('"' or '\'')) return key;
        int place = 0;
        return Quoted(key, ref place);
    }

    private static string SkipTag(string text)
    {
        while (text.Length > 0 && text[0] is '!' or '&')
        {
            int blank = text.IndexOf(' ');
            text = blank < 0 ? "" : text[blank..].TrimStart();
            if (text.Length == 0) break;
        }
        return text;
    }

    /// <summary>The place of the colon behind a key at the start of a line; -1 where there is none.</summary>
    private static int KeyEnd(string text)
    {
        if (text.Length == 0 || text[0] is '{' or '[') return -1;
        int from = 0;
        if (text[0] is '"' or '\'')
        {
            from = text.IndexOf(text[0], 1) + 1;
            return from > 0 && from < text.Length && text[from] == ':' ? from : -1;
        }
        while ((from = text.IndexOf(':', from)) >= 0)
        {
            if (from + 1 == text.Length || text[from + 1] == ' ') return from;
            from++;
        }
        return -1;
    }

    private static void SkipBlanks(string text, ref int place)
    {
        while (place < text.Length && text[place] == ' ') place++;
    }

    private TableException Wrong(string message)
    {
        var line = at > 0 && at <= lines.Count ? lines[at - 1] : lines[Math.Min(at, lines.Count - 1)];
        return new TableException($"the ECSV header cannot be read: {message}") { File = file, Row = line.Number, Expected = "YAML as ECSV uses it" };
    }
}
