using System.Text.RegularExpressions;
using HstNotebooks.Kernel.Notebooks;

namespace HstNotebooks.Tests.Archives;

/// <summary>Finds in the tutorials what asks the archives. It stands in their text, because the tutorials themselves run without a network.</summary>
internal static partial class ArchiveCells
{
    /// <summary>The blocks of code in the text of a cell that ask an archive, each as it stands there.</summary>
    public static IEnumerable<string> Blocks(NotebookCell cell) => cell.Kind != NotebookCellKind.Markdown ? []
        : Fence().Matches(cell.Source).Select(m => m.Groups[1].Value.TrimEnd()).Where(code => Archive().IsMatch(code));

    /// <summary>The lines of a tutorial's text that ask an archive by a magic, each as it stands there; without those that leave out arguments (...).</summary>
    public static IEnumerable<string> Lines(Notebook notebook) => notebook.Cells.Where(c => c.Kind == NotebookCellKind.Markdown)
        .SelectMany(c => Blocks(c).SelectMany(b => b.Split('\n')).Concat(Inline().Matches(c.Source).Select(m => m.Groups[1].Value)))
        .Where(line => Magic().IsMatch(line) && !line.Contains("...", StringComparison.Ordinal)).Distinct();

    /// <summary>The tutorial with what asks the archives as cells of its own, and without the cells that take the simulated catalogs instead.</summary>
    public static Notebook WithArchives(Notebook tutorial)
    {
        var result = new Notebook { Metadata = tutorial.Metadata };
        bool asked = false;
        foreach (var cell in tutorial.Cells)
        {
            if (asked && cell.Source.Contains("observation.Catalogs[", StringComparison.Ordinal)) continue;
            result.Cells.Add(cell);
            string[] blocks = [.. Blocks(cell)];
            foreach (string block in blocks) result.Cells.Add(new NotebookCell(NotebookCellKind.Code, block));
            asked = blocks.Length > 0;
        }
        return result;
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Fence();

    [GeneratedRegex("(?<!`)`(#![^`\n]+)`(?!`)", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Inline();

    [GeneratedRegex(@"#!(mast|sdss|gaia|crds)\b|\b(Mast|Sdss|Gaia|Crds)\.[A-Z]", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Archive();

    [GeneratedRegex(@"^#!(mast|sdss|gaia|crds) \S", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Magic();
}
