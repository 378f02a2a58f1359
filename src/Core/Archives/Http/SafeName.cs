using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>Guards the disk against names that a service sends.</summary>
internal static class SafeName
{
    /// <summary>The name unchanged, when it is a plain name of a file or folder.</summary>
    /// <exception cref="ArchiveException">It is empty, too long, <c>.</c> or <c>..</c>, has a separator, a drive, or a control character.</exception>
    public static string Check(string name, string service)
    {
        string? fault = name switch
        {
            "" => "is empty",
            "." or ".." => "leads out of the folder",
            _ when name.Length > 200 => "is longer than 200 characters",
            _ when name.AsSpan().IndexOfAny('/', '\\') >= 0 => "has a folder separator",
            _ when name.AsSpan().IndexOfAny(":*?\"<>|") >= 0 => "has a character that is not allowed in file names",
            _ when name.Any(char.IsControl) => "has a control character",
            _ when name[0] == ' ' || name[^1] is ' ' or '.' => "starts or ends with a blank or a dot",
            _ when IsDevice(name) => "is the name of a device",
            _ => null,
        };
        return fault is null ? name
            : throw new ArchiveException($"{service} sent a file name that {fault}: '{Printable(name)}'")
            { Expected = "a plain file name", Advice = "the file was not written; report the name to the archive" };
    }

    private static bool IsDevice(string name)
    {
        string stem = name.Split('.')[0].ToUpperInvariant();
        return stem is "CON" or "PRN" or "AUX" or "NUL"
            || (stem.Length == 4 && (stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal)) && char.IsAsciiDigit(stem[3]));
    }

    private static string Printable(string name)
    {
        string clean = new([.. name.Select(c => char.IsControl(c) ? '?' : c)]);
        return clean.Length <= 100 ? clean : clean[..100] + "...";
    }
}
