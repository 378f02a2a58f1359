using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Drizzling;

public sealed partial class HeaderRules
{
    private const string Resource = "HstNotebooks.Drizzling.HeaderRules.txt";
    private static readonly Lazy<Dictionary<string, HeaderRules>> All = new(ReadBuiltIn);

    /// <summary>The built-in rules of an instrument.</summary>
    /// <exception cref="InputException">There are none.</exception>
    public static HeaderRules BuiltIn(string instrument) => All.Value.TryGetValue(instrument.Trim().ToUpperInvariant(), out var rules) ? rules
        : throw new InputException($"there are no rules for the headers of {instrument}")
        { Keyword = "INSTRUME", Parameter = "rules_file", Expected = "one of " + string.Join(", ", All.Value.Keys), Advice = "name a file with rules" };

    private static Dictionary<string, HeaderRules> ReadBuiltIn()
    {
        using var stream = typeof(HeaderRules).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var all = new Dictionary<string, HeaderRules>();
        HeaderRules? current = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            if (line[0] == '[')
            {
                string[] head = line.Trim('[', ']').Split(' ');
                all[head[0]] = current = new HeaderRules(head[0], double.Parse(head[1], CultureInfo.InvariantCulture), head[0].ToLowerInvariant() + "_header.rules");
                continue;
            }
            int colon = line.IndexOf(':');
            BlendFunction? function = line[..colon] == "table" ? null : FunctionOf(line[..colon]);
            foreach (string word in line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                string[] names = word.Split('>');
                current!.rules.Add(new HeaderRule(names[0], names[^1], function));
            }
        }
        return all;
    }
}
