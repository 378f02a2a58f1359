using HstNotebooks.Tasks;

namespace HstNotebooks.Magics;

/// <summary>Magics that write, read and apply headerlets: files that hold nothing but the WCS of an exposure.</summary>
internal static class HeaderletMagics
{
    private static readonly MagicParameter Image = new("filename", "the exposure, or a wildcard in quotes", typeof(string), IsPositional: true, IsRequired: true);
    private static readonly MagicParameter Headerlet = new("hdrlet", "the headerlet file", typeof(string), IsPositional: true, IsRequired: true);

    private static readonly Magic[] Tasks =
    [
        TaskMagic.Define<WriteHeaderletOptions>("write_headerlet", "Writes the WCS of an exposure to a headerlet file.", Image, HeaderletTasks.Write),
        TaskMagic.Define<ArchiveHeaderletOptions>("archive_headerlet", "Keeps the WCS of an exposure as a headerlet extension of it.", Image, HeaderletTasks.Archive),
        TaskMagic.Define<ApplyHeaderletOptions>("apply_headerlet", "Gives an exposure the WCS of a headerlet.", Image, HeaderletTasks.Apply),
        TaskMagic.Define<ExtractHeaderletOptions>("extract_headerlet", "Writes a headerlet extension of an exposure to a file.", Image, HeaderletTasks.Extract),
        TaskMagic.Define<RestoreHeaderletOptions>("restore_headerlet", "Makes a headerlet extension of an exposure its WCS again.", Image, HeaderletTasks.Restore),
        TaskMagic.Define<DeleteHeaderletOptions>("delete_headerlet", "Removes headerlet extensions from an exposure.", Image, HeaderletTasks.Delete),
        TaskMagic.Define<HeaderletSummaryOptions>("headerlet_summary", "Lists the headerlets of an exposure.", Image, HeaderletTasks.Summary),
        MagicList.Define("attach_headerlet", "Appends a headerlet file to an exposure as an extension.", [Image, Headerlet],
            (arguments, _, _) => Task.Run<object?>(() => HeaderletTasks.Attach(arguments.Find("filename")!, arguments.Find("hdrlet")!))),
    ];

    /// <summary>Each task under its own name, and all of them behind the one word <c>headerlet</c>.</summary>
    public static IEnumerable<Magic> All =>
    [
        .. Tasks,
        MagicGroup.Define("headerlet", "Writes, attaches, archives, extracts, applies, restores, deletes or lists headerlets.",
            [.. Tasks.Select(task => (task.Name.Replace("_headerlet", "", StringComparison.Ordinal).Replace("headerlet_", "", StringComparison.Ordinal), task))]),
    ];
}
