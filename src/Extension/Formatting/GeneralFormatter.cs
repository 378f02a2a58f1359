using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using HstNotebooks.Errors;
using HstNotebooks.Figures;
using HstNotebooks.Hosting;

namespace HstNotebooks.Formatting;

/// <summary>
/// Shows values that have no formatter of their own by their shape: numbers and text, dictionaries, sequences, records.
/// Anything else is one line, never a dump of an object graph.
/// </summary>
internal static class GeneralFormatter
{
    private const int MaxRows = 20, MaxText = 100_000;

    public static MimeBundle Format(object value) => value switch
    {
        string text => MimeBundle.FromText(text.Length <= MaxText ? text : text[..MaxText] + $"\n… ({text.Length} characters)"),
        IDictionary map => Dictionary(map),
        Array { Rank: > 1 } array => Grid(array),
        IEnumerable items => Sequence(items),
        _ when OptionsFormatter.IsOptions(value.GetType()) => OptionsFormatter.Format(value),
        _ when IsPlainData(value.GetType()) || IsPartOfEngine(value.GetType()) => Properties(value),
        _ => Line(value),
    };

    /// <summary>Whether a type is a bag of values that is best shown as a list of its properties: a record or an anonymous type.</summary>
    public static bool IsPlainData(Type type) =>
        !type.IsPrimitive && !type.IsEnum && !ValueText.HasOwnText(type)
        && (type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null
            || Attribute.IsDefined(type, typeof(CompilerGeneratedAttribute)));

    /// <summary>Whether a type is one of ours that has properties to show and no words of its own: a drizzler, a cache, a distortion.</summary>
    public static bool IsPartOfEngine(Type type) =>
        (type.Assembly == typeof(HstException).Assembly || type.Assembly == typeof(GeneralFormatter).Assembly) && type.IsVisible
        && !ValueText.HasOwnText(type) && ReadableProperties(type).Any();

    /// <summary>The public properties of a record as a two-column table.</summary>
    public static MimeBundle Properties(object value, string? title = null)
    {
        var type = value.GetType();
        return PropertyList.Format(title ?? ValueText.TypeName(type), [.. ReadableProperties(type).Select(p => (p.Name, ValueText.Cell(Read(p, value))))]);
    }

    private static IEnumerable<PropertyInfo> ReadableProperties(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.CanRead && p.GetIndexParameters().Length == 0 && p.Name != "EqualityContract" && !p.PropertyType.IsByRefLike);

    private static object? Read(PropertyInfo property, object owner)
    {
        try { return property.GetValue(owner); }
        catch (TargetInvocationException e) { return $"({e.InnerException?.GetType().Name ?? "error"})"; }
    }

    private static MimeBundle Line(object value)
    {
        var type = value.GetType();
        string line = ValueText.OneLine(value, 2000);
        bool isData = type.IsPrimitive || type.IsEnum || ValueText.HasOwnText(type) || value is ITuple;
        return MimeBundle.FromText(isData ? line : $"{line} (no formatter)");
    }

    private static MimeBundle Dictionary(IDictionary map)
    {
        var text = new StringBuilder($"{map.Count} entries");
        var html = new StringBuilder("<table><tr><th>key</th><th>value</th></tr>");
        int shown = 0;
        foreach (DictionaryEntry entry in map)
        {
            if (++shown > 5 * MaxRows) { text.Append("\n  …"); html.Append("<tr><td>…</td><td>…</td></tr>"); break; }
            string key = ValueText.OneLine(entry.Key), value = ValueText.OneLine(entry.Value);
            text.Append("\n  ").Append(key).Append(": ").Append(value);
            html.Append($"<tr><td>{Html.Escape(key)}</td><td class=\"wrap\">{Html.Escape(value)}</td></tr>");
        }
        html.Append($"</table><span class=\"dim\">{map.Count} entries</span>");
        return MimeBundle.FromHtml(Html.Fragment(html.ToString()), text.ToString());
    }

    private static MimeBundle Sequence(IEnumerable items)
    {
        var shown = new List<object?>();
        bool more = false;
        foreach (var item in items)
        {
            if (shown.Count == MaxRows) { more = true; break; }
            shown.Add(item);
        }
        string count = items is ICollection all ? Count(all.Count) : more ? $"more than {MaxRows} items" : Count(shown.Count);
        var type = shown.Find(i => i is not null)?.GetType();
        bool sameType = type is not null && shown.TrueForAll(i => i?.GetType() == type);
        if (sameType && type is { IsPrimitive: true } || shown.Count == 0)
        {
            string line = "[" + string.Join(", ", shown.Select(i => ValueText.OneLine(i))) + (more ? ", …]" : "]") + (more ? $"  {count}" : "");
            return MimeBundle.FromText(line);
        }
        if (shown.TrueForAll(i => i is not null && i is not Exception && Formatters.HasOwn(i.GetType()))) return Stack(shown, count, more);
        return sameType && IsPlainData(type!) ? Rows(shown, type!, count, more) : List(shown, count, more);
    }

    private static string Count(int items) => items == 1 ? "1 item" : $"{items} items";

    /// <summary>Values that have a formatter of their own, one below the other.</summary>
    private static MimeBundle Stack(List<object?> items, string count, bool more)
    {
        const int most = 8;
        if (items.TrueForAll(i => i is Figure)) return Formatters.Format(new FigureSet([.. items.Take(most).Cast<Figure>()]));
        var bundles = items.Take(most).Select(i => Formatters.Format(i)).ToList();
        string rest = more || items.Count > most ? $"… {count} in all" : "";
        string html = string.Concat(bundles.Select(b => b.Data.TryGetValue("text/html", out string? own) ? own : Html.Preformatted(b.Text)));
        return MimeBundle.FromHtml(html + Html.Fragment($"<span class=\"dim\">{rest}</span>"), string.Join("\n\n", bundles.Select(b => b.Text).Append(rest)).TrimEnd());
    }

    private static MimeBundle Rows(List<object?> items, Type type, string count, bool more)
    {
        var properties = ReadableProperties(type).Take(12).ToList();
        var grid = new TextGrid([.. properties.Select(p => new GridColumn(p.Name, IsNumber: ValueText.IsNumber(p.PropertyType)))]);
        foreach (var item in items) grid.Add([.. properties.Select(p => ValueText.Cell(Read(p, item!), 60))]);
        if (more) grid.AddEllipsis();
        return grid.ToBundle(footer: count);
    }

    private static MimeBundle List(List<object?> items, string count, bool more)
    {
        var grid = new TextGrid([new GridColumn("#", IsNumber: true), new GridColumn("value")]);
        for (int i = 0; i < items.Count; i++) grid.Add([$"{i}", ValueText.OneLine(items[i])]);
        if (more) grid.AddEllipsis();
        return grid.ToBundle(footer: count);
    }

    private static MimeBundle Grid(Array array)
    {
        int[] sizes = [.. Enumerable.Range(0, array.Rank).Select(array.GetLength)];
        string title = $"{ValueText.TypeName(array.GetType())} {string.Join(" × ", sizes)}";
        if (array.Rank != 2 || array.Length == 0) return MimeBundle.FromText(title);
        int rows = Math.Min(sizes[0], 12), columns = Math.Min(sizes[1], 12);
        var grid = new TextGrid([.. Enumerable.Range(0, columns).Select(c => new GridColumn($"{c}", IsNumber: true))]);
        for (int r = 0; r < rows; r++)
            grid.Add([.. Enumerable.Range(0, columns).Select(c => ValueText.OneLine(array.GetValue(r, c), 24))]);
        if (rows < sizes[0]) grid.AddEllipsis();
        return grid.ToBundle(title: title);
    }
}
