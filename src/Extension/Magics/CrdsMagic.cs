using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Progress;
using HstNotebooks.Tables;

namespace HstNotebooks.Magics;

/// <summary><c>#!crds</c>: best references of exposures, and the reference files themselves.</summary>
internal static class CrdsMagic
{
    public static Magic Create() => ArchiveMagic.Define("crds", "Finds the best references of exposures, fetches reference files, or names the context.",
        [
            new("action", "what to do", typeof(string), Choices: ["bestrefs", "sync", "context"], IsPositional: true, IsRequired: true),
            new("files", "bestrefs: exposures as names, wildcards in quotes or @lists; sync: names of references", typeof(string[]), IsPositional: true),
            new("types", "bestrefs: types of references, separated by commas; all where none are given", typeof(string)),
            new("rules", "bestrefs: who computes them", typeof(string), "mappings", Choices: ["mappings", "server"]),
            new("sync_references", "bestrefs: fetches the references", typeof(bool), "False"),
            new("update_bestrefs", "bestrefs: names the best references in the headers", typeof(bool), "False"),
            new("output_dir", "sync: a folder for the files; the CRDS cache where it is not given", typeof(string)),
            ArchiveMagic.Output,
        ],
        ["bestrefs '*_flc.fits' --types idctab,npolfile,d2imfile --sync_references --update_bestrefs", "sync ubi1853qi_mdz.fits --output_dir iref", "context"],
        RunAsync);

    private static async Task<Table> RunAsync(MagicArguments arguments, IProgress<TaskProgress> progress, CancellationToken cancel)
    {
        string action = arguments.Find("action")!;
        if (action == "context")
            return new Table([new TableColumn<string>("context", [await Crds.GetContextAsync(null, cancel).ConfigureAwait(false)])], "CRDS");
        string[] files = ArchiveMagic.Words(arguments, "files");
        if (files.Length == 0) throw new ParameterException("no files are named") { Parameter = "files", Expected = "at least one name" };
        if (action == "sync") return await Crds.SyncAsync(files, arguments.Find("output_dir"), null, progress, cancel).ConfigureAwait(false);
        var options = new BestRefsOptions
        {
            Types = ArchiveMagic.Words(arguments, "types"),
            Rules = Enum.Parse<CrdsRuleSource>(arguments.Find("rules") ?? "mappings", ignoreCase: true),
            SyncReferences = ArchiveMagic.Switch(arguments, "sync_references"),
            UpdateBestRefs = ArchiveMagic.Switch(arguments, "update_bestrefs"),
        };
        return await Crds.BestRefsAsync(string.Join(',', files), options, null, progress, cancel).ConfigureAwait(false);
    }
}
