using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>
/// Evaluates the conditions of CRDS mappings, such as <c>((DETECTOR == "WFC") and (DRIZCORR != "OMIT"))</c>: comparisons of keywords and strings,
/// <c>in</c> with a list, and, or, not, parentheses. Nothing else is understood, so nothing else can happen.
/// </summary>
internal sealed class CrdsCondition
{
    private readonly List<string> tokens = [];
    private readonly IReadOnlyDictionary<string, string> header;
    private readonly string expression;
    private int at;

    private CrdsCondition(string expression, IReadOnlyDictionary<string, string> header)
    {
        this.expression = expression;
        this.header = header;
        Tokenize();
    }

    /// <summary>Whether the condition holds for a header; null where it uses a keyword that the header does not have.</summary>
    /// <exception cref="ArchiveException">The condition is malformed.</exception>
    public static bool? Holds(string expression, IReadOnlyDictionary<string, string> header)
    {
        if (expression.Trim().Equals("always", StringComparison.OrdinalIgnoreCase)) return true;
        var condition = new CrdsCondition(expression, header);
        try
        {
            bool value = condition.Or(evaluate: true);
            return condition.at == condition.tokens.Count ? value : throw condition.Fault();
        }
        catch (KeyNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The keywords that a condition looks at.</summary>
    public static IEnumerable<string> KeywordsOf(string expression) =>
        new CrdsCondition(expression, new Dictionary<string, string>()).tokens
            .Where(t => char.IsLetter(t[0]) && t is not ("and" or "or" or "not" or "in" or "True" or "False" or "ALWAYS" or "always"));

    private bool Or(bool evaluate)
    {
        bool value = And(evaluate);
        while (TakeWord("or")) value |= And(evaluate && !value);
        return value;
    }

    private bool And(bool evaluate)
    {
        bool value = Not(evaluate);
        while (TakeWord("and")) value &= Not(evaluate && value);
        return value;
    }

    private bool Not(bool evaluate)
    {
        if (TakeWord("not")) return !Not(evaluate);
        if (TakeWord("True")) return true;
        if (TakeWord("False")) return false;
        if (Peek() == "(" && !IsOperandInParentheses())
        {
            at++;
            bool value = Or(evaluate);
            return TakeWord(")") ? value : throw Fault();
        }
        return Comparison(evaluate);
    }

    // ("A") == X is rare but legal: a parenthesis that holds one operand alone.
    private bool IsOperandInParentheses() => at + 2 < tokens.Count && tokens[at + 2] == ")" && tokens[at + 1] is not ("True" or "False");

    private bool Comparison(bool evaluate)
    {
        string left = Operand(evaluate);
        bool not = TakeWord("not");
        if (TakeWord("in"))
        {
            var items = Items(evaluate);
            return items.Contains(left) != not;
        }
        string sign = not ? throw Fault() : Next();
        string right = Operand(evaluate);
        int order = string.CompareOrdinal(left, right);
        return sign switch { "==" => order == 0, "!=" => order != 0, "<" => order < 0, ">" => order > 0, "<=" => order <= 0, ">=" => order >= 0, _ => throw Fault() };
    }

    private List<string> Items(bool evaluate)
    {
        string open = Next(), close = open switch { "(" => ")", "[" => "]", _ => throw Fault() };
        var items = new List<string>();
        while (!TakeWord(close))
        {
            items.Add(Operand(evaluate));
            if (!TakeWord(",") && Peek() != close) throw Fault();
        }
        return items;
    }

    private string Operand(bool evaluate)
    {
        if (TakeWord("("))
        {
            string inner = Operand(evaluate);
            return TakeWord(")") ? inner : throw Fault();
        }
        string token = Next();
        if (token[0] is '"' or '\'') return token[1..];
        if (!char.IsLetter(token[0])) return char.IsAsciiDigit(token[0]) || token[0] == '-' ? token : throw Fault();
        if (!evaluate) return "";
        return header.TryGetValue(token.Replace('.', '_'), out string? value) || header.TryGetValue(token, out value) ? value : throw new KeyNotFoundException(token);
    }

    private string Peek() => at < tokens.Count ? tokens[at] : "";

    private string Next() => at < tokens.Count ? tokens[at++] : throw Fault();

    private bool TakeWord(string word)
    {
        if (Peek() != word) return false;
        at++;
        return true;
    }

    private void Tokenize()
    {
        for (int i = 0; i < expression.Length;)
        {
            char c = expression[i];
            int end = i + 1;
            if (char.IsWhiteSpace(c)) { i++; continue; }
            if (c is '"' or '\'')
            {
                end = expression.IndexOf(c, i + 1);
                if (end < 0) throw Fault();
                tokens.Add(expression[i..end]);
                i = end + 1;
                continue;
            }
            if (char.IsLetterOrDigit(c) || c is '_' or '-') while (end < expression.Length && (char.IsLetterOrDigit(expression[end]) || expression[end] is '_' or '.' or '-')) end++;
            else if (c is '=' or '!' or '<' or '>') { if (end < expression.Length && expression[end] == '=') end++; }
            else if (!"()[],".Contains(c)) throw Fault();
            tokens.Add(expression[i..end]);
            i = end;
        }
    }

    private ArchiveException Fault() => new($"the CRDS mapping has a condition that is not understood: {expression}") { Advice = "ask the CRDS server for the best references" };
}
