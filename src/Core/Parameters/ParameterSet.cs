namespace HstNotebooks.Parameters;

/// <summary>Reads and writes the parameters of options records by DrizzlePac's names.</summary>
public static class ParameterSet
{
    /// <summary>The parameters of an options record in the order of its properties, groups included.</summary>
    public static IReadOnlyList<ParameterDescription> Describe<TOptions>() where TOptions : class, new() => throw new NotImplementedException();

    /// <summary>
    /// An options record with the named parameters set from text. Booleans: true, false, yes, no, 1, 0, or empty (true).
    /// None, INDEF and empty text mean None where the type is nullable. Names are compared without case; <c>-</c> counts as <c>_</c>.
    /// </summary>
    /// <exception cref="Errors.ParameterException">A name is unknown (the nearest one is named) or a value is out of range.</exception>
    public static TOptions Bind<TOptions>(IEnumerable<KeyValuePair<string, string>> values, TOptions? start = null) where TOptions : class, new() => throw new NotImplementedException();

    /// <summary>Reads a parameter file: <c>name = value</c> lines, <c>[section]</c> lines, <c>#</c> comments, quoted strings (DrizzlePac's .cfg).</summary>
    /// <exception cref="Errors.ParameterException">A line that is none of these, named by number.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> ReadFile(string path) => throw new NotImplementedException();

    /// <summary>The parameters whose value differs from the default, name to value as text.</summary>
    public static IReadOnlyDictionary<string, string> Differences<TOptions>(TOptions options) where TOptions : class, new() => throw new NotImplementedException();
}
