using System.Reflection;
using HstNotebooks.Hosting;
using HstNotebooks.Parameters;

namespace HstNotebooks.Formatting;

/// <summary>
/// Shows the options of a task as DrizzlePac's parameter editor lists them: by section, with DrizzlePac's names, the values, and the property that
/// sets each in C#. What differs from its default is coloured, and the default stands beside it.
/// </summary>
internal static class OptionsFormatter
{
    private const int LongestValue = 40;

    /// <summary>Whether a type is an options record: one of its properties is a parameter.</summary>
    public static bool IsOptions(Type type) => type.GetProperties().Any(p => p.IsDefined(typeof(ParameterAttribute)));

    public static MimeBundle Format(object options)
    {
        var type = options.GetType();
        List<bool> changes = [];
        var grid = new TextGrid([new("parameter"), new("value"), new("default"), new("in C#"), new("section")])
        { CellClass = (row, column) => column == 1 && changes[row] ? "good" : null };
        foreach (var section in ParameterBinding.Of(type).GroupBy(b => b.Heading).OrderBy(s => s.Key.Length > 0))
        {
            string heading = section.Key;
            foreach (var binding in section)
            {
                var description = binding.Description;
                string value = Text(description, Value(binding, options)), usual = Text(description, description.Default);
                changes.Add(value != usual);
                grid.Add([description.Name, value, value != usual ? usual : "", binding.PropertyPath, heading]);
                heading = "";
            }
        }
        return grid.ToBundle($"{ValueText.TypeName(type)}: {changes.Count(c => c)} of {changes.Count} parameters differ from their defaults");
    }

    private static string Text(ParameterDescription description, object? value)
    {
        string text = ValueText.Cut(description.Choices.Count > 0 && value is null ? "None" : ParameterText.Format(description, value), LongestValue);
        return description.Unit.Length > 0 && text.Length > 0 && char.IsAsciiDigit(text[^1]) ? $"{text} {description.Unit}" : text;
    }

    private static object? Value(ParameterBinding binding, object options)
    {
        try { return binding.Get(options); }
        catch (TargetException) { return null; }
    }
}
