using HstNotebooks.Errors;
using HstNotebooks.Kernel.Notebooks;
using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Kernel.Cells;

/// <summary>Reads the C# of files that a cell names.</summary>
internal static class ImportedCode
{
    /// <summary>The code of a .dib, .ipynb, .csx or .cs file, cell by cell, with the name of each.</summary>
    public static IEnumerable<(string Code, string Name)> Read(string path)
    {
        string file = Path.GetFileName(path);
        if (Path.GetExtension(path).ToLowerInvariant() is ".csx" or ".cs")
        {
            var source = ReadScript(path);
            return [(source.Code, source.Name)];
        }
        return NotebookFile.Read(path).Cells.Where(cell => cell.Kind == NotebookCellKind.Code)
            .Select((cell, index) => (cell.Source, FormattableString.Invariant($"{file}, code cell {index + 1}")));
    }

    /// <summary>The text of a script file.</summary>
    public static CellSource ReadScript(string path)
    {
        InputException.ThrowIfMissing(path);
        return new(File.ReadAllText(path), Path.GetFileName(path));
    }
}
