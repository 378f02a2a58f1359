using System.Globalization;
using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Hosting;
using HstNotebooks.Progress;
using HstNotebooks.Sky;
using HstNotebooks.Tables;

namespace HstNotebooks.Magics;

/// <summary>What the magics of the archives have in common: target, size, output file.</summary>
internal static class ArchiveMagic
{
    public static readonly MagicParameter Target = new("target", "a position in degrees or hours and degrees, or the name of an object", typeof(string[]), IsPositional: true);

    public static readonly MagicParameter Radius = new("radius", "radius of a circle [degree]", typeof(double));

    public static readonly MagicParameter Width = new("width", "width of a box instead of a circle [degree]", typeof(double));

    public static readonly MagicParameter Height = new("height", "height of the box; like the width where it is not given [degree]", typeof(double));

    public static readonly MagicParameter Output = new("output", "writes the table to this file: .cat (text for TweakReg), .csv, .ecsv, .vot, .fits", typeof(string));

    /// <summary>A magic that returns a table, shows one progress line, and writes the table where <c>--output</c> asks for it.</summary>
    public static Magic Define(string name, string description, IReadOnlyList<MagicParameter> parameters,
        Func<MagicArguments, IProgress<TaskProgress>, CancellationToken, Task<Table>> run) =>
        MagicList.Define(name, description, parameters, async (arguments, host, cancel) =>
        {
            using var progress = new ProgressLine(host, name);
            var table = await run(arguments, progress, cancel).ConfigureAwait(false);
            progress.Succeed();
            if (table.Warning() is { } warning) host.WriteError("warning: " + warning);
            if (arguments.Find("output") is { } path) table.Write(path);
            return table;
        })
            with
        { IsGood = result => result is not Table table || table.Find("Status") is null || !table.Strings("Status").Contains("ERROR") };

    /// <summary>The words of a parameter, also when they are separated by commas.</summary>
    public static string[] Words(MagicArguments arguments, string name) =>
        [.. arguments.All(name).SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    /// <summary>A number, or null where it was not given.</summary>
    public static double? Number(MagicArguments arguments, string name) => arguments.Find(name) is not { } text ? null
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

    /// <summary>The position of the positional words.</summary>
    public static Task<SkyPosition> TargetAsync(MagicArguments arguments, IProgress<TaskProgress> progress, CancellationToken cancel)
    {
        string text = string.Join(' ', arguments.All("target"));
        return text.Length > 0 ? SkyTarget.FindAsync(text, null, progress, cancel)
            : throw new ParameterException("the target is missing") { Parameter = "target", Expected = "for example 290.22 37.8, or \"NGC 6791\"" };
    }
}
