using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using HstNotebooks.Tables;

namespace HstNotebooks.Formatting;

/// <summary>One short line of text for any value, for table cells and property lists. Never follows an object graph.</summary>
internal static class ValueText
{
    /// <summary>Elements of a list that are written out.</summary>
    private const int ShownItems = 6;

    /// <summary>The value in at most <paramref name="limit"/> characters, invariant culture.</summary>
    public static string OneLine(object? value, int limit = 120, string? format = null) => Cut(Describe(value, limit, format), limit);

    /// <summary>The same for a cell of a table or a list: a double with at most 12 digits, which is a microarcsecond of a position.</summary>
    public static string Cell(object? value, int limit = 120) =>
        OneLine(value, limit, value is double number && Math.Abs(number) < 1e11 ? "G12" : null);

    /// <summary>Whether a value of this type is a number, to be aligned right.</summary>
    public static bool IsNumber(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.Decimal && !type.IsEnum;
    }

    /// <summary>Whether the type says in words what it is, by a ToString that somebody wrote.</summary>
    public static bool HasOwnText(Type type)
    {
        var method = type.GetMethod(nameof(ToString), Type.EmptyTypes);
        return method is not null && method.DeclaringType != typeof(object) && method.DeclaringType != typeof(ValueType)
            && !method.IsDefined(typeof(CompilerGeneratedAttribute)) && !method.DeclaringType!.IsDefined(typeof(CompilerGeneratedAttribute));
    }

    /// <summary>The name of a type as C# writes it.</summary>
    public static string TypeName(Type type)
    {
        if (type.IsArray) return TypeName(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        if (Nullable.GetUnderlyingType(type) is { } inner) return TypeName(inner) + "?";
        string name = type.Name;
        if (name.StartsWith("<>f__Anonymous", StringComparison.Ordinal)) return "anonymous";
        if (!type.IsGenericType) return name;
        int tick = name.IndexOf('`', StringComparison.Ordinal);
        return (tick < 0 ? name : name[..tick]) + "<" + string.Join(", ", type.GetGenericArguments().Select(TypeName)) + ">";
    }

    /// <summary>Cuts text to a length, with an ellipsis; line breaks become blanks.</summary>
    public static string Cut(string text, int limit)
    {
        if (text.AsSpan().IndexOfAny('\n', '\r', '\t') >= 0) text = text.Replace("\r", "").Replace('\n', ' ').Replace('\t', ' ');
        return text.Length <= limit ? text : text[..(limit - 1)] + "…";
    }

    private static string Describe(object? value, int limit, string? format)
    {
        switch (value)
        {
            case null: return "null";
            case string text: return text;
            case double or float when format is null: return Number(Convert.ToDouble(value, CultureInfo.InvariantCulture), value);
            case DateTime or DateTimeOffset when format is null: return ((IFormattable)value).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            case IFormattable formattable when value.GetType().IsPrimitive || value.GetType().IsEnum || format is not null:
                return WithoutMinusZero(formattable.ToString(value.GetType().IsEnum ? null : format, CultureInfo.InvariantCulture));
            case bool flag: return flag ? "true" : "false";
            case Type type: return TypeName(type);
            case Exception error: return $"{error.GetType().Name}: {error.Message}";
            case Table table: return $"Table, {table.RowCount} rows × {table.Columns.Count} columns";
            case IDictionary map: return $"{map.Count} entries";
            case IEnumerable items: return Sequence(items, limit);
        }
        var type2 = value.GetType();
        if (HasOwnText(type2))
        {
            try { return value.ToString() ?? ""; }
            catch (Exception e) when (e is not OutOfMemoryException) { return $"{TypeName(type2)} ({e.GetType().Name} in ToString)"; }
        }
        if (value is ITuple tuple) return Tuple(tuple, limit);
        return GeneralFormatter.IsPlainData(type2) ? Record(value, type2) : TypeName(type2);
    }

    /// <summary>A number that was rounded to nothing has no sign.</summary>
    private static string WithoutMinusZero(string text) =>
        text.Length > 1 && text[0] == '-' && text.AsSpan(1).IndexOfAnyExcept('0', '.') < 0 ? text[1..] : text;

    private static string Number(double number, object boxed) =>
        double.IsNaN(number) ? "NaN" : double.IsInfinity(number) ? (number > 0 ? "∞" : "-∞") : ((IFormattable)boxed).ToString(null, CultureInfo.InvariantCulture);

    private static string Sequence(IEnumerable items, int limit)
    {
        var shown = new List<string>();
        int? count = (items as ICollection)?.Count;
        bool more = false;
        try
        {
            foreach (var item in items)
            {
                if (shown.Count == ShownItems) { more = true; break; }
                shown.Add(item is IEnumerable and not string ? TypeName(item.GetType()) : OneLine(item, Math.Min(limit, 40)));
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException) { return $"{TypeName(items.GetType())} ({e.GetType().Name} while reading it)"; }
        string tail = more ? count is { } n ? $", … ({n})" : ", …" : "";
        return "[" + string.Join(", ", shown) + tail + "]";
    }

    /// <summary>The first plain values of a record; what lies deeper is left out.</summary>
    private static string Record(object value, Type type)
    {
        var parts = new List<string>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var kind = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (!(kind.IsPrimitive || kind.IsEnum || kind == typeof(string)) || property.GetIndexParameters().Length > 0) continue;
            if (parts.Count == ShownItems) { parts.Add("…"); break; }
            try { parts.Add($"{property.Name} {OneLine(property.GetValue(value), 24)}"); }
            catch (TargetInvocationException) { }
        }
        return parts.Count == 0 ? TypeName(type) : $"{TypeName(type)} ({string.Join(", ", parts)})";
    }

    private static string Tuple(ITuple tuple, int limit) =>
        "(" + string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => OneLine(tuple[i], limit))) + ")";
}
