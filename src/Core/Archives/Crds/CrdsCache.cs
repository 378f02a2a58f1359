using HstNotebooks.Errors;

namespace HstNotebooks.Archives;

/// <summary>
/// The folder of references and mappings, laid out as CRDS's own client does: <c>mappings/hst/FILE</c>, and <c>references/hst/INSTRUMENT/FILE</c> or,
/// in flat caches, <c>references/hst/FILE</c>.
/// </summary>
/// <param name="options">The folder (<c>CRDS_PATH</c>).</param>
public sealed class CrdsCache(ArchiveOptions options)
{
    private static readonly (char Letter, string Instrument, string Prefix)[] Instruments =
        [('j', "acs", "jref"), ('i', "wfc3", "iref"), ('u', "wfpc2", "uref"), ('o', "stis", "oref"), ('n', "nicmos", "nref"), ('l', "cos", "lref"), ('m', "multi", "mtab")];

    /// <summary>The folder.</summary>
    public string Root { get; } = options.CrdsPath ?? Path.Combine(options.CacheFolder, "crds");

    /// <summary>Whether references lie in one folder instead of one for each instrument.</summary>
    public bool IsFlat
    {
        get
        {
            string mode = Path.Combine(Root, "config", "hst", "ref_cache_subdir_mode");
            if (File.Exists(mode)) return File.ReadAllText(mode).Trim() == "flat";
            string references = Path.Combine(Root, "references", "hst");
            return Directory.Exists(references) && !Directory.EnumerateDirectories(references).Any() && Directory.EnumerateFiles(references).Any();
        }
    }

    /// <summary>Where a mapping lies or would lie.</summary>
    public string MappingPath(string name) => Path.Combine(Root, "mappings", "hst", SafeName.Check(name, "CRDS"));

    /// <summary>Where a reference file lies or would lie.</summary>
    public string ReferencePath(string name)
    {
        string file = SafeName.Check(name, "CRDS");
        return IsFlat || InstrumentOf(file) is not { } instrument ? Path.Combine(Root, "references", "hst", file) : Path.Combine(Root, "references", "hst", instrument, file);
    }

    /// <summary>
    /// The path of a reference as headers name it, for example <c>iref$w3m18525i_idc.fits</c>: in the folder that the variable <c>iref</c> names, else
    /// in the cache; null where it is in neither.
    /// </summary>
    public string? Locate(string reference)
    {
        int dollar = reference.IndexOf('$');
        string name = dollar < 0 ? Path.GetFileName(reference) : reference[(dollar + 1)..];
        if (dollar > 0 && Environment.GetEnvironmentVariable(reference[..dollar]) is { Length: > 0 } folder && File.Exists(Path.Combine(folder, name))) return Path.Combine(folder, name);
        string path = ReferencePath(name);
        return File.Exists(path) ? path : null;
    }

    /// <summary>The instrument of a reference by the last letter of its name's first part, or null.</summary>
    public static string? InstrumentOf(string name)
    {
        string root = name.Split('_', '.')[0];
        return Array.Find(Instruments, i => root.Length == 9 && i.Letter == char.ToLowerInvariant(root[^1])).Instrument;
    }

    /// <summary>The prefix under which headers of an instrument name references, for example <c>iref</c> for WFC3; null for an unknown instrument.</summary>
    public static string? PrefixOf(string instrument) => Array.Find(Instruments, i => i.Instrument == instrument.ToLowerInvariant()).Prefix;

    /// <summary>The newest context in the cache by its number, or null.</summary>
    public string? NewestContext()
    {
        string folder = Path.Combine(Root, "mappings", "hst");
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, "hst*.pmap").Select(f => Path.GetFileName(f)!).OrderBy(f => f.Length).ThenBy(f => f, StringComparer.Ordinal).LastOrDefault() : null;
    }

    /// <summary>
    /// The context that CRDS's own client noted as the operational one when it last asked its server (<c>config/hst/server_config</c>), or null
    /// where it noted none that can be read.
    /// </summary>
    public string? NotedContext()
    {
        string path = Path.Combine(Root, "config", "hst", "server_config");
        try { return File.Exists(path) ? OperationalContext(File.ReadAllText(path), path) : null; }
        catch (Exception e) when (e is HstException or IOException or UnauthorizedAccessException) { return null; }
    }

    /// <summary>The operational context in what a CRDS server says of itself, as CRDS's own client notes it: a dictionary written as Python.</summary>
    /// <exception cref="ArchiveException">The text is no such note.</exception>
    internal static string OperationalContext(string text, string path) =>
        PythonLiteral.ReadValue(text, path) is PythonDict info && info.Text("operational_context") is { Length: > 0 } context ? SafeName.Check(context, "CRDS")
            : throw new ArchiveException("the note of CRDS's client does not name a context") { File = path, Expected = "a dictionary with operational_context" };

    /// <inheritdoc/>
    public override string ToString() => $"CRDS cache in {Root}";
}
