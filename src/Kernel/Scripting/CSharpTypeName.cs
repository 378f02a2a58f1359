namespace HstNotebooks.Kernel.Scripting;

/// <summary>Writes a type the way C# code names it.</summary>
internal static class CSharpTypeName
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(char)] = "char",
        [typeof(decimal)] = "decimal",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(object)] = "object",
        [typeof(string)] = "string",
    };

    /// <summary>The full name with <c>global::</c>; a type that code cannot name becomes its nearest public base.</summary>
    public static string Of(Type type) => Write(type, full: true);

    /// <summary>The name without namespaces, for people.</summary>
    public static string Short(Type type) => Write(type, full: false);

    private static string Write(Type type, bool full)
    {
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsArray) return Write(type.GetElementType()!, full) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Write(underlying, full) + "?";
        if (full && !type.IsVisible) return Write(type.BaseType ?? typeof(object), full);
        if (!full && type.Name.Contains("AnonymousType", StringComparison.Ordinal)) return "anonymous";

        var arguments = new Queue<Type>(type.GetGenericArguments());
        string name = "";
        foreach (var part in Chain(type))
        {
            int tick = part.Name.IndexOf('`', StringComparison.Ordinal);
            string simple = tick < 0 ? part.Name : part.Name[..tick];
            int count = tick < 0 ? 0 : int.Parse(part.Name[(tick + 1)..], System.Globalization.CultureInfo.InvariantCulture);
            var own = Enumerable.Range(0, count).Select(_ => Write(arguments.Dequeue(), full)).ToList();
            name += (name.Length > 0 ? "." : "") + simple + (count > 0 ? "<" + string.Join(", ", own) + ">" : "");
        }
        return full ? "global::" + (type.Namespace is { Length: > 0 } space ? space + "." : "") + name : name;
    }

    private static IEnumerable<Type> Chain(Type type)
    {
        var chain = new Stack<Type>();
        for (var part = type; part is not null; part = part.DeclaringType) chain.Push(part);
        // Types of cells are nested in the class of their submission, which code does not name.
        return chain.Where(part => !part.Name.StartsWith("Submission#", StringComparison.Ordinal));
    }
}
