using HstNotebooks.Errors;
using HstNotebooks.Hosting;
using HstNotebooks.Parameters;
using HstNotebooks.Progress;

namespace HstNotebooks.Magics;

/// <summary>Makes the magic of a task from its options record: a positional pattern of files, and a flag for every parameter.</summary>
internal static class TaskMagic
{
    private static readonly MagicParameter Files =
        new("input", "the files: a name, a wildcard in quotes, a comma list, or @list", typeof(string[]), IsPositional: true, IsRequired: true);

    /// <summary>A magic that works on files: it binds the flags to options, runs the task with a progress line, and returns its result.</summary>
    public static Magic Define<TOptions>(string name, string description,
        Func<string, TOptions, IProgress<TaskProgress>, CancellationToken, object?> run) where TOptions : class, new() => Define(name, description, Files, run);

    /// <summary>The same for a task on one thing that is named first, for example <c>image.fits[sci,1]</c>.</summary>
    public static Magic Define<TOptions>(string name, string description, MagicParameter subject,
        Func<string, TOptions, IProgress<TaskProgress>, CancellationToken, object?> run) where TOptions : class, new()
    {
        var configuration = new MagicParameter("configobj", "a parameter file that is read before the flags", typeof(string));
        var parameters = ParameterBinding.Of(typeof(TOptions)).Select(b => FromDescription(b.Description) with { Section = b.Heading }).Where(p => p.Name != subject.Name && p.Name != "configobj");
        return MagicList.Define(name, description, [subject, configuration, .. parameters], (arguments, host, cancel) => Task.Run(() =>
        {
            string first = string.Join(',', arguments.All(subject.Name));
            if (first.Length == 0 && arguments.Find("configobj") is { } file)
                first = ParameterSet.FindSubject(file) ?? throw new ParameterException($"{name} needs {subject.Name}, and the parameter file names none") { File = file, Parameter = subject.Name, Expected = subject.Help };
            var options = WithTables(ParameterSet.Bind<TOptions>(arguments.Values.Where(v => v.Key != subject.Name && v.Key != "as")), arguments, host);
            using var progress = new ProgressLine(host, name);
            object? result = run(first, options, progress, cancel);
            progress.Succeed();
            return result;
        }, cancel));
    }

    /// <summary>A task on one image without progress.</summary>
    public static Magic Define<TOptions>(string name, string description, MagicParameter subject, Func<string, TOptions, object?> run) where TOptions : class, new() =>
        Define<TOptions>(name, description, subject, (first, options, _, _) => run(first, options));

    /// <summary>The options with the tables that the line names by their variables.</summary>
    private static TOptions WithTables<TOptions>(TOptions options, MagicArguments arguments, INotebookHost host) where TOptions : class, new()
    {
        foreach (var (name, value) in arguments.Values.Where(v => v.Value.StartsWith(CommandLineWords.SharedVariable, StringComparison.Ordinal)))
        {
            string variable = value[CommandLineWords.SharedVariable.Length..];
            options = ParameterSet.With(options, name, host.GetVariable(variable)
                ?? throw new ParameterException($"there is no variable '{variable}'") { Parameter = name, Advice = "define it in C# in an earlier cell" });
        }
        return options;
    }

    /// <summary>The flag of a parameter.</summary>
    public static MagicParameter FromDescription(ParameterDescription p)
    {
        string unit = p.Unit.Length > 0 ? $" [{p.Unit}]" : "";
        string default_ = p.Default is null ? "None" : ParameterSet.FormatValue(p.Default);
        return new MagicParameter(p.Name, p.Help + unit, p.ValueType, default_, p.Choices, Section: p.Section);
    }
}
