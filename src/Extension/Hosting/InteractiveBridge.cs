using System.Text.RegularExpressions;
using HstNotebooks.Errors;
using HstNotebooks.Figures;
using HstNotebooks.Formatting;
using HstNotebooks.Magics;
using HstNotebooks.Pictures;

namespace HstNotebooks.Hosting;

/// <summary>
/// What the script <c>interactive-extensions/dotnet/extension.dib</c> of the package needs to bring the formatters and magics into .NET
/// Interactive. The script is compiled by the host when it loads the package, so nothing here refers to the host's types.
/// </summary>
public static partial class InteractiveBridge
{
    /// <summary>The types whose values get our formatters: everything public of the engine and the extension, and our errors.</summary>
    public static IReadOnlyList<Type> ShownTypes { get; } =
    [
        .. new[] { typeof(HstException).Assembly, typeof(InteractiveBridge).Assembly }.SelectMany(a => a.GetExportedTypes())
            .Where(t => !(t.IsAbstract && t.IsSealed) && !t.IsInterface && !t.IsByRefLike && !t.IsEnum && !typeof(Attribute).IsAssignableFrom(t) && !typeof(Delegate).IsAssignableFrom(t)),
    ];

    /// <summary>The representations in which values of a type are shown.</summary>
    public static string[] MimeTypesOf(Type type) => type == typeof(Figure) || type == typeof(FigureSet) || type == typeof(ImagePicture) || type == typeof(PictureRow)
        ? ["text/html", "image/png", "text/plain"] : ["text/html", "text/plain"];

    /// <summary>One representation of a value; text stands in for HTML where a value has none.</summary>
    public static string Format(object? value, string mimeType)
    {
        var bundle = Formatters.Format(value);
        return bundle.Data.TryGetValue(mimeType, out string? content) ? content : mimeType == "text/html" ? Html.Preformatted(bundle.Text) : bundle.Text;
    }

    /// <summary>The flags of a magic with their help, as the host declares them: with dashes, and those for help.</summary>
    public static IReadOnlyList<(string Flag, string Help)> FlagsOf(Magic magic) =>
        [.. magic.Parameters.Select(p => ("--" + p.Name, p.Help)), ("--help", "shows this help"), ("-h", "shows this help")];

    /// <summary>
    /// Runs a magic line and shows its result; returns null, or what went wrong in words. <paramref name="line"/> may be preceded by the
    /// host's own words, up to the name of the magic; <c>@csharp:name</c> inserts a variable as <c>{name}</c> does.
    /// </summary>
    public static async Task<string?> RunAsync(Magic magic, string line, InteractiveHost host, CancellationToken cancel)
    {
        NotebookHost.Current = host;
        NotebookHost.Cancellation = cancel;
        try
        {
            var arguments = MagicCatalog.Parse(magic, Arguments(magic, line));
            object? result = await magic.Run(arguments, host, cancel).ConfigureAwait(false);
            if (result is not null) host.Display(Formatters.Format(result));
            return null;
        }
        catch (OperationCanceledException)
        {
            return "Interrupted.";
        }
        catch (HstException e)
        {
            return e.ToShortBlock();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
        finally
        {
            NotebookHost.Current = null;
            NotebookHost.Cancellation = default;
        }
    }

    private static string Arguments(Magic magic, string line)
    {
        string name = "#!" + magic.Name;
        int at = line.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        string rest = at < 0 ? line : line[(at + name.Length)..];
        return VariableOfHost().Replace(rest.Trim(), "{$1}");
    }

    [GeneratedRegex(@"@csharp:(\w+)")]
    private static partial Regex VariableOfHost();
}
