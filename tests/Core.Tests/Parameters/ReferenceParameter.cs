using System.Globalization;
using HstNotebooks.Parameters;

namespace HstNotebooks.Tests.Parameters;

/// <summary>A parameter of a task as DrizzlePac's own table has it (facts/parameter_defaults.tsv).</summary>
internal sealed record ReferenceParameter(string Task, string Section, string Name, string Default, IReadOnlyList<string> Choices)
{
    /// <summary>Choices that the table lists and that do not exist here: DrizzlePac refuses the kernel tophat itself; docs/astrodrizzle.md says that spline3 is not offered.</summary>
    private static readonly string[] NotOffered = ["tophat", "spline3"];

    /// <summary>The parameters of some tasks, in the order of the table. Names with an underscore in front are its notes.</summary>
    public static IReadOnlyList<ReferenceParameter> Of(params string[] tasks) =>
    [
        .. File.ReadLines(SharedData.Path("facts", "parameter_defaults.tsv")).Skip(1).Select(line => line.Split('\t'))
            .Where(cells => tasks.Contains(cells[0]) && !cells[2].StartsWith('_'))
            // The columns: task, section, parameter, default of the file, default of its specification, type, choices, range, trigger, help.
            .Select(cells => new ReferenceParameter(cells[0], cells[1], cells[2], cells[4].Trim('\'', '"', ' '), cells[6].Split('|', StringSplitOptions.RemoveEmptyEntries))),
    ];

    /// <summary>How our parameter differs from this one: it is missing, or has another section, default or choices, or no help.</summary>
    public IEnumerable<string> Differences(ParameterDescription? ours)
    {
        string name = $"{Task}.{Name}";
        if (ours is null)
        {
            yield return $"{name} is missing";
            yield break;
        }
        if (ours.Section != Section) yield return $"{name}: section '{ours.Section}' instead of '{Section}'";
        string found = ParameterSet.FormatValue(ours.Default);
        if (!IsSame(Default, found)) yield return $"{name}: default {found} instead of {Default}";
        foreach (string choice in Choices.Except(NotOffered))
            if (!ours.Choices.Contains(choice, StringComparer.OrdinalIgnoreCase)) yield return $"{name}: the choice '{choice}' is missing";
        if (ours.Help.Length <= 10) yield return $"{name} has no help";
    }

    private static bool IsSame(string expected, string found) =>
        expected.Equals(found, StringComparison.OrdinalIgnoreCase)
        || (double.TryParse(expected, CultureInfo.InvariantCulture, out double e) && double.TryParse(found, CultureInfo.InvariantCulture, out double f) && e == f);
}
