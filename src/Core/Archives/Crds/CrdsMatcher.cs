using System.Globalization;
using System.IO.Enumeration;
using System.Text.RegularExpressions;
using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>
/// Compares one value of a header with one element of a Match key of a CRDS mapping. The forms of an element: <c>A|B|C*</c> (any of these, with
/// wildcards), <c>N/A</c> (does not matter), <c>*</c>, <c>{literal}</c>, <c>(regular expression)</c>, <c># &gt;3000 and &lt;=4200 #</c>,
/// <c>BETWEEN a b</c>, <c>NOT x</c>.
/// </summary>
internal abstract class CrdsMatcher
{
    /// <summary>1 matches, 0 does not matter, -1 does not match.</summary>
    public abstract int Match(string value);

    /// <summary>The matcher of an element as it stands in the mapping.</summary>
    /// <exception cref="ArchiveException">A form that is not known.</exception>
    public static CrdsMatcher Of(object? element)
    {
        if (element is object?[] many) return new AnyOf([.. many.Select(CrdsValue.Condition)]);
        if (element is not string text) return Simple(CrdsValue.Condition(element));
        if (text is ['{', .. var literal, '}']) return new AnyOf([literal], literally: true);
        if (text is ['(', .. var pattern, ')']) return new Expression(pattern);
        return Simple(text.Contains('|') && !text.StartsWith('#') ? text.ToUpperInvariant() : CrdsValue.Condition(text));
    }

    private static CrdsMatcher Simple(string text)
    {
        if (text == CrdsValue.NotApplicable) return new Irrelevant();
        if (text is ['#', .. var relation, '#']) return Relation(relation);
        if (text.StartsWith("BETWEEN ", StringComparison.Ordinal))
        {
            string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words.Length == 3 ? new Both(new Compare(">=" + words[1]), new Compare("<" + words[2])) : throw Unknown(text);
        }
        if (text.StartsWith("NOT ", StringComparison.Ordinal)) return new Not(Simple(text[4..].Trim()));
        if (text is ['>' or '<', ..]) return new Compare(text);
        if (text.Length == 0) return new AnyOf([""]);
        return new AnyOf([.. text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(CrdsValue.Condition)]);
    }

    private static CrdsMatcher Relation(string text)
    {
        int and = text.IndexOf(" AND ", StringComparison.Ordinal), or = text.IndexOf(" OR ", StringComparison.Ordinal);
        if (and >= 0) return new Both(Relation(text[..and]), Relation(text[(and + 5)..]));
        if (or >= 0) return new Either(Relation(text[..or]), Relation(text[(or + 4)..]));
        return Simple(text.Trim());
    }

    private static ArchiveException Unknown(string text) => new($"the CRDS mapping uses a condition that is not known here: '{text}'") { Advice = "ask the CRDS server for the best references" };

    // A header value of * or N/A is a question about all or none.
    private static int Common(string value) => value switch { "*" => 1, CrdsValue.NotApplicable => 0, _ => -1 };

    private sealed class Irrelevant : CrdsMatcher
    {
        public override int Match(string value) => 0;
    }

    private sealed class AnyOf(string[] choices, bool literally = false) : CrdsMatcher
    {
        public override int Match(string value)
        {
            if (Common(value) is >= 0 and var common) return common;
            foreach (string choice in choices)
                if (choice == value || (!literally && choice.Contains('*') && FileSystemName.MatchesSimpleExpression(choice, value, ignoreCase: false))) return 1;
            return -1;
        }
    }

    private sealed class Expression(string pattern) : CrdsMatcher
    {
        private readonly Regex regex = new("^(?:" + pattern + ")", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

        public override int Match(string value) => Common(value) is >= 0 and var common ? common : regex.IsMatch(value) ? 1 : -1;
    }

    private sealed class Compare : CrdsMatcher
    {
        private readonly string sign;
        private readonly double limit;

        public Compare(string text)
        {
            sign = text.Length > 1 && text[1] == '=' ? text[..2] : text[..1];
            if (sign is not (">" or "<" or ">=" or "<=") || !double.TryParse(text[sign.Length..].Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out limit)) throw Unknown(text);
        }

        public override int Match(string value)
        {
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) return Common(value);
            bool holds = sign switch { ">" => number > limit, "<" => number < limit, ">=" => number >= limit, _ => number <= limit };
            return holds ? 1 : -1;
        }
    }

    private sealed class Both(CrdsMatcher a, CrdsMatcher b) : CrdsMatcher
    {
        public override int Match(string value) => Common(value) is >= 0 and var common ? common : a.Match(value) == 1 && b.Match(value) == 1 ? 1 : -1;
    }

    private sealed class Either(CrdsMatcher a, CrdsMatcher b) : CrdsMatcher
    {
        public override int Match(string value) => Common(value) is >= 0 and var common ? common : a.Match(value) == 1 || b.Match(value) == 1 ? 1 : -1;
    }

    private sealed class Not(CrdsMatcher inner) : CrdsMatcher
    {
        public override int Match(string value) => -inner.Match(value);
    }
}
