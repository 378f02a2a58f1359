using System.Globalization;
using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Hosting;
using HstNotebooks.Parameters;
using HstNotebooks.Progress;
using HstNotebooks.Sky;
using HstNotebooks.Tables;

namespace HstNotebooks.Magics;

/// <summary>What the magics of the archives have in common: target, size, output file.</summary>
internal static class ArchiveMagic
{
    public static readonly MagicParameter Target = new("target", "a position in degrees or hours and degrees, or the name of an object", typeof(string[]), IsPositional: true);

    public static readonly MagicParameter Radius = new("radius", "radius of a circle in degrees, or with a unit: 0.1, 6arcmin, 90arcsec", typeof(string));

    public static readonly MagicParameter Width = new("width", "width of a box instead of a circle, in degrees or with a unit", typeof(string));

    public static readonly MagicParameter Height = new("height", "height of the box; like the width where it is not given", typeof(string));

    public static readonly MagicParameter Output = new("output", "writes the table to this file: .cat (text for TweakReg), .csv, .ecsv, .vot, .fits", typeof(string));

    private const string Remark = "Answers are kept for a week: with HST_NOTEBOOKS_OFFLINE=1 they are used without a network, whatever their age. docs/archives.md has more.";

    /// <summary>A magic that returns a table, shows one progress line, and writes the table where <c>--output</c> asks for it.</summary>
    public static Magic Define(string name, string description, IReadOnlyList<MagicParameter> parameters, IReadOnlyList<string> examples,
        Func<MagicArguments, IProgress<TaskProgress>, CancellationToken, Task<Table>> run)
    {
        var magic = MagicList.Define(name, description, parameters, async (arguments, host, cancel) =>
        {
            arguments = new([.. arguments.Values.Select(v => KeyValuePair.Create(v.Key, Chosen(parameters.FirstOrDefault(p => p.Name == v.Key), v.Value)))]);
            using var progress = new ProgressLine(host, name);
            var table = await run(arguments, progress, cancel).ConfigureAwait(false);
            progress.Succeed();
            if (table.Warning() is { } warning) host.WriteError("warning: " + warning);
            if (arguments.Find("output") is { } path) table.Write(path);
            return table;
        });
        return magic with { IsGood = IsComplete, Examples = examples, Remark = Remark };
    }

    /// <summary>An angle in degrees, or null where it was not given.</summary>
    public static double? Angle(MagicArguments arguments, string name) => arguments.Find(name) is { } text ? SkyTarget.ParseAngle(text, name) : null;

    /// <summary>The words of a parameter, also when they are separated by commas.</summary>
    public static string[] Words(MagicArguments arguments, string name) =>
        [.. arguments.All(name).SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <summary>A number, or null where it was not given.</summary>
    private static double? Number(MagicArguments arguments, string name) => arguments.Find(name) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
        : throw new ParameterException($"'{text}' is no number") { Parameter = name, Expected = "a number" };

    /// <summary>A whole number, or null where it was not given.</summary>
    public static int? Whole(MagicArguments arguments, string name) => Number(arguments, name) is not { } number ? null
        : number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue ? (int)number
        : throw new ParameterException($"'{arguments.Find(name)}' is no whole number") { Parameter = name, Expected = "a whole number" };

    /// <summary>Whether a switch is on.</summary>
    public static bool Switch(MagicArguments arguments, string name) => arguments.Find(name)?.ToLowerInvariant() switch
    {
        null or "false" or "no" or "0" => false,
        "true" or "yes" or "1" or "" => true,
        var text => throw new ParameterException($"'{text}' is neither yes nor no") { Parameter = name, Expected = "nothing, true, false, yes or no" },
    };

    // What was not fetched because work is offline (SKIPPED) is not there either.
    private static bool IsComplete(object result) => result is not Table table || table.Find("Status") is null || !table.Strings("Status").Any(s => s is "ERROR" or "SKIPPED");

    /// <summary>The value of a parameter; where it has choices, the one that is meant, as it is defined.</summary>
    private static string Chosen(MagicParameter? parameter, string value)
    {
        if (parameter?.Choices is not { Count: > 0 } choices) return value;
        return choices.FirstOrDefault(c => c.Equals(value, StringComparison.OrdinalIgnoreCase)) ?? throw new ParameterException($"'{value}' is no choice of {parameter.Name}")
        {
            Parameter = parameter.Name,
            Expected = string.Join(", ", choices),
            Advice = NearestName.Of(value, choices) is { } nearest ? $"did you mean {nearest}?" : null,
        };
    }

    /// <summary>The position of the positional words.</summary>
    public static Task<SkyPosition> TargetAsync(MagicArguments arguments, IProgress<TaskProgress> progress, CancellationToken cancel)
    {
        string text = string.Join(' ', arguments.All("target"));
        return text.Length > 0 ? SkyTarget.FindAsync(text, null, progress, cancel)
            : throw new ParameterException("the target is missing") { Parameter = "target", Expected = "for example 290.22 37.8, or \"NGC 6791\"" };
    }
}
