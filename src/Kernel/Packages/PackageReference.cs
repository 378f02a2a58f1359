using HstNotebooks.Errors;

namespace HstNotebooks.Kernel.Packages;

/// <summary>A package that a cell asks for.</summary>
/// <param name="Name">The package's name.</param>
/// <param name="Version">The version or range; <c>*</c> for the newest.</param>
internal sealed record PackageReference(string Name, string Version)
{
    /// <summary>Whether it is a part of this product, which every cell already has.</summary>
    public bool IsBuiltIn => Name.StartsWith("HstNotebooks.", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads <c>Name</c>, <c>Name, Version</c> (what stands behind <c>nuget:</c>).</summary>
    /// <exception cref="ParameterException">The text is not of that form.</exception>
    public static PackageReference Parse(string text)
    {
        string[] parts = text.Split(',', 2, StringSplitOptions.TrimEntries);
        string version = parts.Length > 1 && parts[1].Length > 0 ? parts[1] : "*";
        if (parts[0].Length == 0 || parts[0].Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_'))
            || version.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '*' or '[' or ']' or '(' or ')' or ',' or '+')))
            throw new ParameterException($"'{text.Trim()}' does not name a package") { Parameter = "#r", Expected = "#r \"nuget: Name, Version\"" };
        return new(parts[0], version);
    }
}
