using System.Globalization;
using HstNotebooks.Alignment;

namespace HstNotebooks.Tests.Alignment;

/// <summary>A match list as TweakReg writes it before clipping (<c>*_xy_catalog.match</c>).</summary>
internal static class MatchList
{
    public static (PositionList Reference, PositionList Image) Read(string path)
    {
        var rows = File.ReadLines(path).Where(line => !line.StartsWith('#') && line.Trim().Length > 0)
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[..4].Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
        return (new PositionList([.. rows.Select(r => r[0])], [.. rows.Select(r => r[1])]),
            new PositionList([.. rows.Select(r => r[2])], [.. rows.Select(r => r[3])]));
    }
}
