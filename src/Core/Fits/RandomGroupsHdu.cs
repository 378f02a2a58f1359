using System.Globalization;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Fits;

/// <summary>
/// Random groups, the visibilities of old radio interferometers (FITS standard 4.0, section 6): a primary HDU of many small arrays of
/// one size, each with parameters such as the baseline and the date. They are read, and kept as they are when the file is written; other
/// HDUs of such a file are used as always.
/// </summary>
public sealed class RandomGroupsHdu : Hdu
{
    private const int MaximumParameters = 999;
    private readonly FilePixels parameters;
    private readonly FilePixels data;
    private readonly int groupLength;

    internal RandomGroupsHdu(FitsHeader header, HduExtent extent) : base(header)
    {
        Extent = extent;
        int bits = FitsStructure.BitPix(header);
        Axes = FitsStructure.Axes(header)[1..];
        int count = header.FindInt("PCOUNT") ?? 0;
        if (count > MaximumParameters) throw new FitsException($"PCOUNT is {count}") { File = header.File, Hdu = header.HduLabel, Keyword = "PCOUNT", Expected = "0 to 999" };
        long length = Axes.Aggregate(1L, (a, b) => a * b) + count;
        if (length > Array.MaxLength) throw new FitsException($"a group holds {length} values, more than an array can hold") { File = header.File, Hdu = header.HduLabel };
        groupLength = (int)length;
        GroupCount = header.FindInt("GCOUNT") ?? 1;
        Parameters = [.. Enumerable.Range(1, count).Select(i => header.FindString(Key("PTYPE", i))?.Trim() is { Length: > 0 } name ? name : Key("PAR", i))];
        long[] all = [groupLength, GroupCount];
        parameters = new FilePixels(extent.Source, extent.DataStart, all, bits, PixelScaling.None);
        data = new FilePixels(extent.Source, extent.DataStart, all, bits, PixelScaling.From(header, bits));
    }

    /// <summary>GCOUNT, the number of groups.</summary>
    public int GroupCount { get; }

    /// <summary>The lengths of the axes of the array of a group (NAXIS2, NAXIS3, ...), first axis fastest.</summary>
    public IReadOnlyList<long> Axes { get; }

    /// <summary>The names of the parameters (PTYPE1, PTYPE2, ...; PARi without one). A name may stand twice: its values are then to be added.</summary>
    public IReadOnlyList<string> Parameters { get; }

    /// <summary>
    /// The value of a parameter in every group, PZERO + PSCAL x stored; parameters of the same name are added, as section 6.3 of the standard has
    /// it (a date is often split into a large and a small part).
    /// </summary>
    /// <exception cref="FitsException">There is no such parameter; the message lists those that are there.</exception>
    public double[] ReadParameter(string name)
    {
        int[] places = [.. Enumerable.Range(0, Parameters.Count).Where(i => Parameters[i].Equals(name.Trim(), StringComparison.OrdinalIgnoreCase))];
        if (places.Length == 0)
            throw new FitsException($"the groups have no parameter {name}") { File = Header.File, Hdu = Label, Expected = "one of " + string.Join(", ", Parameters.Distinct()) };
        var values = new double[GroupCount];
        Span<double> one = stackalloc double[1];
        foreach (int place in places)
        {
            double scale = Header.FindDouble(Key("PSCAL", place + 1)) ?? 1, zero = Header.FindDouble(Key("PZERO", place + 1)) ?? 0;
            for (int group = 0; group < GroupCount; group++)
            {
                parameters.Read((long)group * groupLength + place, one);
                values[group] += zero + scale * one[0];
            }
        }
        return values;
    }

    /// <summary>All parameters, one row per group.</summary>
    public Table ReadParameters() => new(Parameters.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => new TableColumn<double>(name, ReadParameter(name))), "parameters");

    /// <summary>The array of a group, BSCALE and BZERO applied, first axis fastest.</summary>
    /// <param name="group">0-based number of the group.</param>
    /// <exception cref="FitsException">There is no such group, or a value does not fit into T.</exception>
    public T[] ReadGroup<T>(int group) where T : unmanaged
    {
        if (group < 0 || group >= GroupCount)
            throw new FitsException($"there is no group {group}") { File = Header.File, Hdu = Label, Expected = $"0 to {(GroupCount - 1).ToString(CultureInfo.InvariantCulture)}" };
        var values = new T[groupLength - Parameters.Count];
        data.Read<T>((long)group * groupLength + Parameters.Count, values);
        return values;
    }

    internal override bool HasOriginalData => true;
    internal override long DataLength => Extent!.DataLength;
    internal override void WriteData(Stream target) => Extent!.Source.CopyTo(target, Extent.DataStart, Extent.DataLength);
    private protected override IEnumerable<FitsCard> StructureCards(bool isPrimary) => Extent!.Structure;

    private static string Key(string root, int index) => root + index.ToString(CultureInfo.InvariantCulture);
}
