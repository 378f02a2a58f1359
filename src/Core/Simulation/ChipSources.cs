using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Simulation;

/// <summary>A recorded source list of one chip with the header that holds its WCS.</summary>
/// <param name="Header">A header with CRPIX, CRVAL, CD, CTYPE and SIP.</param>
/// <param name="X">Columns, FITS pixels (1-based).</param>
/// <param name="Y">Rows, FITS pixels (1-based).</param>
/// <param name="Electrons">Electrons of each source in the exposure.</param>
public sealed record ChipSources(FitsHeader Header, IReadOnlyList<double> X, IReadOnlyList<double> Y, IReadOnlyList<double> Electrons)
{
    /// <summary>The sources of a catalog as TweakReg writes it: x, y, flux in the first three columns.</summary>
    /// <exception cref="Errors.TableException">The file cannot be read or has fewer columns.</exception>
    public static ChipSources FromCatalog(FitsHeader header, string path)
    {
        var table = Table.Read(path);
        if (table.Columns.Count < 3)
            throw new Errors.TableException($"the catalog has {table.Columns.Count} columns") { File = path, Expected = "x, y, flux" };
        return new(header, Column(0), Column(1), Column(2));

        double[] Column(int i) => table.Doubles(table.Columns[i].Name);
    }
}
