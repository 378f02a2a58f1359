using HstNotebooks.Errors;

namespace HstNotebooks.Wcs;

/// <summary>
/// Finds the calibration reference files that headers name, such as <c>jref$0461802ej_idc.fits</c>: in the given folders, then in
/// the folder of the environment variable before the <c>$</c> (jref, iref, uref, oref, nref), then in a CRDS cache
/// (<c>$CRDS_PATH/references/hst</c>). A name without <c>$</c> is a path, or a file in one of these places. Immutable.
/// </summary>
public sealed class ReferenceFiles
{
    private readonly IReadOnlyList<string> _folders;
    private readonly Func<string, string?> _variable;

    /// <summary>A search in the given folders first; the environment is that of the process.</summary>
    public ReferenceFiles(params IEnumerable<string> folders) : this([.. folders], Environment.GetEnvironmentVariable) { }

    internal ReferenceFiles(IReadOnlyList<string> folders, Func<string, string?> variable) => (_folders, _variable) = (folders, variable);

    /// <summary>Whether a header value names a file: not null, blank or N/A.</summary>
    public static bool IsNamed(string? name) => !string.IsNullOrWhiteSpace(name) && !name.Trim().Equals("N/A", StringComparison.OrdinalIgnoreCase);

    /// <summary>The path of a reference file.</summary>
    /// <param name="name">The value of the keyword.</param>
    /// <param name="keyword">The keyword, for the message.</param>
    /// <param name="file">The file whose header names it, for the message.</param>
    /// <exception cref="InputException">It is nowhere; the message names it and says where to put it.</exception>
    public string Find(string name, string keyword, string? file = null) => TryFind(name) ?? throw Missing(name.Trim(), keyword, file);

    /// <summary>The path of a reference file, or null.</summary>
    public string? TryFind(string name)
    {
        name = name.Trim();
        int dollar = name.IndexOf('$', StringComparison.Ordinal);
        string bare = Path.GetFileName(dollar >= 0 ? name[(dollar + 1)..] : name);
        if (dollar < 0 && File.Exists(name)) return name;
        return Candidates(dollar > 0 ? name[..dollar] : null, bare).FirstOrDefault(File.Exists);
    }

    private IEnumerable<string> Candidates(string? prefix, string bare)
    {
        foreach (string folder in _folders) yield return Path.Combine(folder, bare);
        if (prefix is not null && Variable(prefix) is { } own) yield return Path.Combine(own, bare);
        if (_variable("CRDS_PATH") is not { Length: > 0 } cache) yield break;
        string root = Path.Combine(cache, "references", "hst");
        yield return Path.Combine(root, bare);
        foreach (string instrument in (string[])["acs", "wfc3", "wfpc2", "stis", "nicmos"]) yield return Path.Combine(root, instrument, bare);
    }

    private string? Variable(string prefix) => (_variable(prefix) ?? _variable(prefix.ToUpperInvariant())) is { Length: > 0 } folder ? folder : null;

    /// <summary>Says where was looked, and what would make the file be found.</summary>
    private InputException Missing(string name, string keyword, string? file)
    {
        int dollar = name.IndexOf('$', StringComparison.Ordinal);
        string? prefix = dollar > 0 ? name[..dollar] : null;
        string bare = Path.GetFileName(dollar >= 0 ? name[(dollar + 1)..] : name);
        var looked = new List<string>(_folders);
        var unset = new List<string>();
        if (prefix is null) looked.Insert(0, "the working directory");
        else if (Variable(prefix) is { } own) looked.Add($"{own} ({prefix})");
        else unset.Add(prefix);
        if (_variable("CRDS_PATH") is { Length: > 0 } cache) looked.Add($"{Path.Combine(cache, "references", "hst")} (CRDS_PATH)");
        else unset.Add("CRDS_PATH");
        string places = looked.Count > 0 ? "looked in " + string.Join(", ", looked) : "nowhere to look";
        if (unset.Count > 0) places += $"; not set: {string.Join(", ", unset)}";
        string folder = prefix is null ? "the working directory" : Variable(prefix) ?? $"a folder and set {prefix} to it";
        return new InputException($"the reference file {name} is missing")
        {
            File = file,
            Keyword = keyword,
            Expected = $"{bare} ({places})",
            Advice = $"put {bare} into {folder}, or name its folder with refdir, or set CRDS_PATH to a CRDS cache that holds it",
        };
    }
}
