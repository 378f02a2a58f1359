using System.Collections;
using System.Globalization;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Hosting;
using HstNotebooks.Tables;

namespace HstNotebooks.Magics;

/// <summary>Splits a magic line into words: blanks separate, single and double quotes group, <c>{name}</c> inserts a C# variable, <c>{{</c> and <c>}}</c> are braces. A whole word <c>@csharp:name</c> is a variable too, as .NET Interactive writes it. A table cannot be written on a line: its word stays <c>@csharp:name</c>, and the parameter that takes a table asks for it.</summary>
internal static class CommandLineWords
{
    /// <summary>What stands before the name of a variable, also in the words that result where its value is no text.</summary>
    internal const string SharedVariable = "@csharp:";

    /// <exception cref="ParameterException">A quote or brace that is not closed, or a variable that does not exist or cannot be written on a line.</exception>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool inWord = false;
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote != '\0')
            {
                if (c == quote) quote = '\0';
                else if (quote == '"' && c == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\') word.Append(text[++i]);
                else if (c is '{' or '}') i = Brace(text, i, word);
                else word.Append(c);
            }
            else if (c is '"' or '\'') { quote = c; inWord = true; }
            else if (char.IsWhiteSpace(c))
            {
                if (inWord) words.Add(Value(word.ToString()));
                word.Clear();
                inWord = false;
            }
            else
            {
                inWord = true;
                if (c is '{' or '}') i = Brace(text, i, word);
                else word.Append(c);
            }
        }
        if (quote != '\0') throw new ParameterException($"the quote {quote} is not closed: {text.Trim()}");
        if (inWord) words.Add(Value(word.ToString()));
        return words;
    }

    private static string Value(string word) => word.StartsWith(SharedVariable, StringComparison.Ordinal) ? TextOf(word[SharedVariable.Length..]) : word;

    /// <summary>Handles a brace at <paramref name="at"/> and returns the index of the last character that it used.</summary>
    private static int Brace(string text, int at, StringBuilder word)
    {
        if (at + 1 < text.Length && text[at + 1] == text[at]) { word.Append(text[at]); return at + 1; }
        int end = text.IndexOf('}', at);
        if (text[at] == '}' || end < 0)
            throw new ParameterException($"the brace in '{text.Trim()}' has no partner") { Advice = "write {{ or }} for the character itself" };
        string name = text[(at + 1)..end].Trim();
        word.Append(TextOf(name));
        return end;
    }

    private static string TextOf(string name)
    {
        object? value = NotebookHost.Current?.GetVariable(name)
            ?? throw new ParameterException($"there is no variable '{name}' to insert")
            { Advice = "define it in C# in an earlier cell, or write {{ for a brace" };
        return value switch
        {
            string text => text,
            Table => SharedVariable + name,
            bool flag => flag ? "true" : "false",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            IEnumerable items and not IDictionary => string.Join(',', items.Cast<object?>().Select(i => Convert.ToString(i, CultureInfo.InvariantCulture))),
            _ => throw new ParameterException($"the variable '{name}' is a {value.GetType().Name}, which cannot stand on a line")
            { Expected = "a text, a number, a bool, a table, or a list of file names" },
        };
    }
}
