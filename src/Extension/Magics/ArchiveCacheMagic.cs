using HstNotebooks.Archives;
using HstNotebooks.Tables;

namespace HstNotebooks.Magics;

/// <summary><c>#!archive_cache</c>: the kept answers of the archives.</summary>
internal static class ArchiveCacheMagic
{
    public static Magic Create() => ArchiveMagic.Define("archive_cache", "Shows what is kept of the archives' answers, or removes it.",
        [
            new("action", "what to do", typeof(string), "show", Choices: ["show", "clear"], IsPositional: true),
            new("service", "clear: only the answers of this service", typeof(string), Choices: ["mast", "sdss", "gaia", "crds"]),
        ],
        ["", "clear --service gaia"],
        (arguments, _, _) =>
        {
            var cache = new ArchiveCache(ArchiveOptions.FromEnvironment());
            if (arguments.Find("action") != "clear") return Task.FromResult(cache.Summary());
            ArchiveService? only = arguments.Find("service") is { } service ? Enum.Parse<ArchiveService>(service, ignoreCase: true) : null;
            return Task.FromResult(new Table([new TableColumn<long>("removed", [cache.Clear(only)])], "kept answers"));
        });
}
