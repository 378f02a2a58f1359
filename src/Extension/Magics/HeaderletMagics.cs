using HstNotebooks.Hosting;
using HstNotebooks.Parameters;
using HstNotebooks.Tables;
using HstNotebooks.Tasks;

namespace HstNotebooks.Magics;

/// <summary>Magics that write, read and apply headerlets: files that hold nothing but the WCS of an exposure.</summary>
internal static class HeaderletMagics
{
    private static readonly MagicParameter Image = new("filename", "the exposure, or a wildcard in quotes", typeof(string), IsPositional: true, IsRequired: true);
    private static readonly MagicParameter Headerlet = new("hdrlet", "the headerlet file", typeof(string), IsPositional: true, IsRequired: true);

    private static readonly Magic[] Tasks =
    [
        Create(),
        TaskMagic.Define<WriteHeaderletOptions>("write_headerlet", "Writes the WCS of an exposure to a headerlet file.", Image, HeaderletTasks.Write),
        TaskMagic.Define<ArchiveHeaderletOptions>("archive_headerlet", "Keeps the WCS of an exposure as a headerlet extension of it.", Image, HeaderletTasks.Archive),
        TaskMagic.Define<ApplyHeaderletOptions>("apply_headerlet", "Gives an exposure the WCS of a headerlet.", Image, HeaderletTasks.Apply),
        TaskMagic.Define<ExtractHeaderletOptions>("extract_headerlet", "Writes a headerlet extension of an exposure to a file.", Image, HeaderletTasks.Extract),
        TaskMagic.Define<RestoreHeaderletOptions>("restore_headerlet", "Makes a headerlet extension of an exposure its WCS again.", Image, HeaderletTasks.Restore),
        TaskMagic.Define<DeleteHeaderletOptions>("delete_headerlet", "Removes headerlet extensions from an exposure.", Image, HeaderletTasks.Delete),
        TaskMagic.Define<HeaderletSummaryOptions>("headerlet_summary", "Lists the headerlets of an exposure.", Image, Summary),
        MagicList.Define("attach_headerlet", "Appends a headerlet file to an exposure as an extension.",
            [Image, Headerlet, .. ParameterSet.Describe<AttachHeaderletOptions>().Where(p => p.Name != Headerlet.Name).Select(TaskMagic.FromDescription)],
            (arguments, host, cancel) => Task.Run<object?>(() =>
            {
                using var progress = new ProgressLine(host, "attach_headerlet");
                var results = HeaderletTasks.Attach(arguments.Find("filename")!, ParameterSet.Bind<AttachHeaderletOptions>(arguments.Values.Where(v => v.Key is not ("filename" or "as"))), progress, cancel);
                progress.Succeed();
                return results;
            }, cancel)),
    ];

    /// <summary>Each task under its own name, and all of them behind the one word <c>headerlet</c>.</summary>
    public static IEnumerable<Magic> All =>
    [
        .. Tasks,
        MagicGroup.Define("headerlet", "Creates, writes, attaches, archives, extracts, applies, restores, deletes or lists headerlets.",
            [.. Tasks.Select(task => (task.Name.Replace("_headerlet", "", StringComparison.Ordinal).Replace("headerlet_", "", StringComparison.Ordinal), task))]),
    ];

    private static Magic Create()
    {
        var magic = TaskMagic.Define<WriteHeaderletOptions>("create_headerlet", "Writes the WCS of an exposure to a headerlet file and leaves the exposure as it is.", Image,
            (file, options, progress, cancel) => HeaderletTasks.Write(file, options with { Attach = false }, progress, cancel));
        return magic with { Parameters = [.. magic.Parameters.Where(p => p.Name != "attach")] };
    }

    private static Table? Summary(string filename, HeaderletSummaryOptions options)
    {
        var table = HeaderletTasks.Summary(filename, options);
        return options.Quiet ? null : table;
    }
}
