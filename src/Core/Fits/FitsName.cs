using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Fits;

/// <summary>A file with an extension in DrizzlePac's notation: <c>name.fits</c>, <c>name.fits[1]</c>, <c>name.fits[sci]</c>, <c>name.fits[sci,1]</c>.</summary>
/// <param name="Path">The file.</param>
/// <param name="ExtName">EXTNAME as written, or null.</param>
/// <param name="ExtVer">EXTVER, 1 where none is given.</param>
/// <param name="Index">The place of the HDU, 0 = primary; null where EXTNAME or nothing is given.</param>
public sealed record FitsName(string Path, string? ExtName = null, int ExtVer = 1, int? Index = null)
{
    /// <summary>Whether an extension is named.</summary>
    public bool HasExtension => ExtName is not null || Index is not null;

    /// <summary>Reads the notation.</summary>
    /// <exception cref="FitsException">The brackets hold something else than a name, a number, or a name and a number.</exception>
    public static FitsName Parse(string text)
    {
        string trimmed = text.Trim();
        int open = trimmed.LastIndexOf('[');
        if (open < 0 || trimmed[^1] != ']') return new FitsName(trimmed);
        string path = trimmed[..open].TrimEnd();
        string[] parts = trimmed[(open + 1)..^1].Split(',', StringSplitOptions.TrimEntries);
        if (path.Length == 0) throw Wrong();
        string first = parts[0].Trim('\'', '"');
        if (parts.Length == 1 && IsNumber(first, out int index) && index >= 0) return new FitsName(path, Index: index);
        if (first.Length == 0 || parts.Length > 2) throw Wrong();
        if (parts.Length == 1) return new FitsName(path, first);
        return IsNumber(parts[1], out int version) ? new FitsName(path, first, version) : throw Wrong();

        FitsException Wrong() => new($"'{text}' does not name an extension") { File = text, Expected = "name.fits, name.fits[1], name.fits[sci] or name.fits[sci,1]" };
    }

    /// <inheritdoc/>
    public override string ToString() => Index is { } index ? $"{Path}[{index}]" : ExtName is not null ? $"{Path}[{ExtName.ToLowerInvariant()},{ExtVer}]" : Path;

    private static bool IsNumber(string text, out int number) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
