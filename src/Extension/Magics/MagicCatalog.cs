namespace HstNotebooks.Magics;

/// <summary>All magics, and the parsing of a magic line.</summary>
public static class MagicCatalog
{
    /// <summary>Every magic that exists, by name.</summary>
    public static IReadOnlyList<Magic> All => throw new NotImplementedException();

    /// <summary>Splits the text behind the name of a magic into arguments: blanks separate, quotes group, <c>--flag value</c>, <c>--flag=value</c>, <c>--flag</c>; <c>{name}</c> inserts a C# variable.</summary>
    /// <exception cref="Errors.ParameterException">An unknown flag (the nearest is named), a missing value, or a missing required argument.</exception>
    public static MagicArguments Parse(Magic magic, string text) => throw new NotImplementedException();

    /// <summary>The same for words that a shell has already split.</summary>
    public static MagicArguments Parse(Magic magic, IReadOnlyList<string> words) => throw new NotImplementedException();

    /// <summary>Help of a magic as plain text, a line per parameter with type, default and meaning.</summary>
    public static string Help(Magic magic) => throw new NotImplementedException();
}
