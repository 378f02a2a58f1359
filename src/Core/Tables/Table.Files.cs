namespace HstNotebooks.Tables;

public sealed partial class Table
{
    /// <summary>Reads a table from a file.</summary>
    /// <exception cref="Errors.TableException">The file is missing or a row cannot be read; names file and line.</exception>
    public static Table Read(string path, TableFormat format = TableFormat.Automatic) => throw new NotImplementedException();
    /// <summary>Writes the table, atomically.</summary>
    public void Write(string path, TableFormat format = TableFormat.Automatic, bool overwrite = true) => throw new NotImplementedException();
}
