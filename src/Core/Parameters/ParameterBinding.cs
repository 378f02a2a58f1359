using System.Reflection;

namespace HstNotebooks.Parameters;

/// <summary>A parameter and the way to its property: the groups that lead to it, and the property itself.</summary>
internal sealed record ParameterBinding(ParameterDescription Description, IReadOnlyList<PropertyInfo> Path)
{
    /// <summary>The heading under which the parameter is listed: its section, or the title of the group that it belongs to.</summary>
    public string Heading => Path.Count > 1 && Path[0].GetCustomAttribute<ParameterGroupAttribute>() is { Title.Length: > 0 } group ? group.Title : Description.Section;

    /// <summary>How C# names the property from the options record: <c>SourceFinding.Threshold</c>.</summary>
    public string PropertyPath => string.Join('.', Path.Select(p => p.Name));

    /// <summary>The value in an options record.</summary>
    public object? Get(object options)
    {
        object? value = options;
        foreach (var property in Path) value = property.GetValue(value);
        return value;
    }

    /// <summary>Sets the value in an options record that is not shared yet, copying the groups on the way.</summary>
    public void Set(object options, object? value)
    {
        object owner = options;
        foreach (var group in Path.SkipLast(1))
        {
            object copy = RecordCopy.Of(group.GetValue(owner)!);
            group.SetValue(owner, copy);
            owner = copy;
        }
        Path[^1].SetValue(owner, value);
    }

    /// <summary>The parameters of a record type in the order of its properties, those of its groups in place; by section where the type lists its sections.</summary>
    public static IReadOnlyList<ParameterBinding> Of(Type type)
    {
        var found = new List<ParameterBinding>();
        Collect(type, Activator.CreateInstance(type)!, "", [], found);
        return type.GetCustomAttribute<ParameterSectionsAttribute>() is { } sections ? [.. found.OrderBy(b => sections.PlaceOf(b.Description.Section))] : found;
    }

    private static void Collect(Type type, object defaults, string prefix, IReadOnlyList<PropertyInfo> path, List<ParameterBinding> found)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<ParameterGroupAttribute>() is { } group)
                Collect(property.PropertyType, property.GetValue(defaults)!, prefix + group.Prefix, [.. path, property], found);
            else if (property.GetCustomAttribute<ParameterAttribute>() is { } parameter)
                found.Add(new(Describe(property, parameter, defaults, prefix), [.. path, property]));
        }
    }

    private static ParameterDescription Describe(PropertyInfo property, ParameterAttribute parameter, object defaults, string prefix)
    {
        var valueType = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        IReadOnlyList<string> choices = parameter.Choices.Length > 0 ? parameter.Choices.Split('|')
            : valueType.IsEnum ? [.. Enum.GetNames(valueType).Select(n => n.ToLowerInvariant())] : [];
        return new(prefix + parameter.Name, parameter.Section, property.PropertyType, property.GetValue(defaults),
            parameter.Help, parameter.Unit, choices, parameter.Min, parameter.Max)
        { Advice = parameter.Advice };
    }
}
