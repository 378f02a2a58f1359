using System.Collections;
using System.Collections.Concurrent;
using HstNotebooks.Hosting;

namespace HstNotebooks.Formatting;

/// <summary>Turns any value into what a notebook shows.</summary>
/// <remarks>Safe for use by several threads. A formatter that throws does not break the cell: the value is then shown by its type, with the reason.</remarks>
public static class Formatters
{
    private static readonly ConcurrentDictionary<Type, Func<object, MimeBundle>> Registered = new();
    private static readonly ConcurrentDictionary<Type, Func<object, string>> InWords = new();

    static Formatters() => BuiltInFormatters.RegisterAll();

    /// <summary>The representations of a value: always text/plain; text/html for everything of ours; image/png and Plotly JSON for figures. Exceptions of ours become their short block.</summary>
    public static MimeBundle Format(object? value)
    {
        if (value is MimeBundle ready) return ready;
        if (value is null) return MimeBundle.FromText("null");
        try
        {
            return Find(value.GetType()) is { } format ? format(value) : GeneralFormatter.Format(value);
        }
        catch (Exception e) when (e is not OperationCanceledException and not ThreadInterruptedException)
        {
            string text = $"{ValueText.TypeName(value.GetType())} cannot be shown: {e.Message}";
            return MimeBundle.FromHtml(Html.Fragment($"<div class=\"box\">{Html.Escape(text)}</div>"), text);
        }
    }

    /// <summary>Adds or replaces the formatter of a type (also used for types derived from it).</summary>
    public static void Register<T>(Func<T, MimeBundle> format)
    {
        ArgumentNullException.ThrowIfNull(format);
        Registered[typeof(T)] = value => format((T)value);
    }

    /// <summary>Only the plain text of a value, for a terminal: no pictures are made where the type can do without.</summary>
    public static string Text(object? value) => value is not null && InWords.TryGetValue(value.GetType(), out var words) ? words(value) : Format(value).Text;

    /// <summary>Adds a way to a value's plain text that costs less than all its representations.</summary>
    internal static void RegisterText<T>(Func<T, string> words) => InWords[typeof(T)] = value => words((T)value);

    /// <summary>Adds the formatter of an open generic type, such as an image of any pixel type.</summary>
    internal static void RegisterOpen(Type openType, Func<object, MimeBundle> format) => Registered[openType] = format;

    /// <summary>Whether values of a type have a formatter written for them (and are not shown by the general rules).</summary>
    internal static bool HasOwn(Type type) => Find(type) is not null;

    private static Func<object, MimeBundle>? Find(Type type)
    {
        for (var t = type; t is not null && t != typeof(object); t = t.BaseType)
        {
            if (Registered.TryGetValue(t, out var own)) return own;
            if (t.IsGenericType && Registered.TryGetValue(t.GetGenericTypeDefinition(), out var open)) return open;
        }
        foreach (var contract in type.GetInterfaces())
            if (Registered.TryGetValue(contract, out var format)) return format;
        return null;
    }
}
