using HstNotebooks.Hosting;
using HstNotebooks.Parameters;
using HstNotebooks.Progress;

namespace HstNotebooks.Magics;

/// <summary>Makes the magic of a task from its options record: a positional pattern of files, and a flag for every parameter.</summary>
internal static class TaskMagic
{
    /// <summary>A magic that binds the flags to options, runs the task with a progress line, and returns its result.</summary>
    public static Magic Define<TOptions>(string name, string description,
        Func<string, TOptions, IProgress<TaskProgress>, CancellationToken, object?> run) where TOptions : class, new()
    {
        var input = new MagicParameter("input", "the files: a name, a wildcard in quotes, a comma list, or @list", typeof(string[]), IsPositional: true, IsRequired: true);
        var configuration = new MagicParameter("configobj", "a parameter file that is read before the flags", typeof(string));
        var parameters = ParameterSet.Describe<TOptions>().Select(FromDescription).Where(p => p.Name is not ("input" or "configobj"));
        return MagicList.Define(name, description, [input, configuration, .. parameters], (arguments, host, cancel) => Task.Run(() =>
        {
            string files = string.Join(',', arguments.All("input"));
            var options = ParameterSet.Bind<TOptions>(arguments.Values.Where(v => v.Key is not ("input" or "as")));
            using var progress = new ProgressLine(host, name);
            object? result = run(files, options, progress, cancel);
            progress.Succeed();
            return result;
        }, cancel));
    }

    /// <summary>The flag of a parameter.</summary>
    public static MagicParameter FromDescription(ParameterDescription p)
    {
        string unit = p.Unit.Length > 0 ? $" [{p.Unit}]" : "";
        string default_ = p.Default is null ? "None" : ParameterSet.FormatValue(p.Default);
        return new MagicParameter(p.Name, p.Help + unit, p.ValueType, default_, p.Choices, Section: p.Section);
    }
}
