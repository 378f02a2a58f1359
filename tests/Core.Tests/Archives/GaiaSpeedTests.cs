using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using HstNotebooks.Archives;
using HstNotebooks.Tables;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>Large results come fast.</summary>
[Collection(ArchiveMeasurements.Name)]
public sealed class GaiaSpeedTests
{
    [Fact]
    public async Task A_hundred_thousand_rows_are_fetched_and_parsed_in_under_a_second()
    {
        const int rows = 100_000;
        byte[] document = BinaryTable(rows);
        await using var server = await ArchiveServer.StartAsync(async (context, _) =>
        {
            context.Response.ContentLength = document.Length;
            await context.Response.Body.WriteAsync(document);
        });
        double best = double.MaxValue;
        Table? table = null;
        // The best of several, because a busy machine tells nothing.
        for (int run = 0; run < 4 || (run < 15 && best >= 1); run++)
        {
            var clock = Stopwatch.StartNew();
            table = await Gaia.QueryAsync("SELECT " + run.ToString(CultureInfo.InvariantCulture), GaiaJobMode.Synchronous, server.Options, cancel: TestContext.Current.CancellationToken);
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }
        Assert.Equal(rows, table!.RowCount);
        Assert.Equal(17, table.Columns.Count);
        for (int row = 0; row < rows; row += 997)
        {
            Assert.Equal(row * 1e-3, table.Doubles("ra")[row]);
            Assert.Equal(row % 7 == 0, table["pmra"].IsMissing(row));
        }
        TestContext.Current.SendDiagnosticMessage($"100000 rows x 17 columns as BINARY2 ({document.Length / 1e6:F1} MB): {best:F3} s");
        Assert.True(best < 1, $"{best:F3} s");
    }

    // The columns of a default query: a null bitmap, a long, then doubles and floats, big-endian, in base64.
    private static byte[] BinaryTable(int rows)
    {
        var names = GaiaQuery.AlignmentColumns.Append("dist").ToArray();
        var text = new StringBuilder("<?xml version=\"1.0\"?>\n<VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\"><RESOURCE type=\"results\"><INFO name=\"QUERY_STATUS\" value=\"OK\"/><TABLE>");
        foreach (string name in names) text.Append(CultureInfo.InvariantCulture, $"<FIELD name=\"{name}\" datatype=\"{Type(name)}\"/>\n");
        var data = new MemoryStream();
        Span<byte> cell = stackalloc byte[8];
        for (int row = 0; row < rows; row++)
        {
            byte[] nulls = new byte[3];
            if (row % 7 == 0) nulls[7 / 8] |= (byte)(0x80 >> (7 % 8));
            data.Write(nulls);
            foreach (string name in names)
            {
                switch (Type(name))
                {
                    case "long": BinaryPrimitives.WriteInt64BigEndian(cell, row); data.Write(cell); break;
                    case "double": BinaryPrimitives.WriteDoubleBigEndian(cell, row * 1e-3); data.Write(cell); break;
                    default: BinaryPrimitives.WriteSingleBigEndian(cell, row); data.Write(cell[..4]); break;
                }
            }
        }
        text.Append("<DATA><BINARY2><STREAM encoding='base64'>\n").Append(Convert.ToBase64String(data.ToArray(), Base64FormattingOptions.InsertLineBreaks));
        text.Append("\n</STREAM></BINARY2></DATA></TABLE></RESOURCE></VOTABLE>");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static string Type(string name) => name switch
    {
        "source_id" => "long",
        _ when name.EndsWith("_error", StringComparison.Ordinal) || name.StartsWith("phot", StringComparison.Ordinal) || name == "ruwe" => "float",
        _ => "double",
    };
}
