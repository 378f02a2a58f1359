using System.Globalization;
using System.Text;
using HstNotebooks.Sky;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Archives;

/// <summary>The answer of SDSS's cross-match with uploaded positions, made from a catalog with the columns ra, dec and g.</summary>
internal static class SdssCrossMatch
{
    /// <summary>The objects around each position of the uploaded list: one circle of 3 arcminutes each, the limit of the service.</summary>
    public static string Answer(string body, Table catalog)
    {
        string list = body[(body.IndexOf("ra dec \n", StringComparison.Ordinal) + 8)..body.LastIndexOf("\r\n--", StringComparison.Ordinal)];
        double[] ra = catalog.Doubles("ra"), dec = catalog.Doubles("dec"), g = catalog.Doubles("g");
        var reply = new StringBuilder("#Table1\nra,dec,g,objid\n");
        foreach (string line in list.Split(" \n "))
        {
            double[] centre = [.. line.Split(' ').Select(w => double.Parse(w, CultureInfo.InvariantCulture))];
            var tile = new SkyPosition(centre[0], centre[1]);
            for (int i = 0; i < ra.Length; i++)
                if (Math.Abs(dec[i] - tile.Dec) < 0.051 && new SkyPosition(ra[i], dec[i]).SeparationTo(tile) <= 0.05)
                    reply.Append(CultureInfo.InvariantCulture, $"{ra[i]:R},{dec[i]:R},{g[i]:R},{1237653651835781245 + i}\n");
        }
        return reply.ToString();
    }
}
