using System.IO.Compression;
using System.Xml;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>Reads what ESA's data server sends of single sources: a zip with a table in each file, as VOTable, FITS, ECSV or CSV.</summary>
internal static class GaiaProducts
{
    /// <summary>The tables by the names of their files.</summary>
    /// <param name="zip">The answer.</param>
    /// <param name="largest">Most bytes that all files may have when they are unpacked.</param>
    /// <exception cref="ArchiveException">It is no such zip, too large, or damaged.</exception>
    public static IReadOnlyDictionary<string, Table> Parse(byte[] zip, long largest)
    {
        if (VoTableInfo.Read(zip).Error is { } said) throw new ArchiveException($"the Gaia archive refused the request: {said}") { Advice = "check the sources, the kinds of data and the release" };
        try
        {
            using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
            var tables = new Dictionary<string, Table>(StringComparer.Ordinal);
            foreach (var entry in archive.Entries)
            {
                if (entry.Name.Length == 0) continue;
                byte[] content = Unpack(entry, largest);
                largest -= content.Length;
                tables[SafeName.Check(entry.Name, "the Gaia archive")] = Table.FromBytes(content, TableFormat.Automatic, entry.Name);
            }
            return tables;
        }
        catch (Exception e) when (e is (HstException and not ArchiveException) or InvalidDataException or IOException or XmlException or NotSupportedException or ArgumentException)
        {
            throw new ArchiveException($"the Gaia archive sent data that cannot be read: {e.Message}", e) { Advice = "try again; the answer may be cut" };
        }
    }

    // The size that the zip states may be a lie, so what really comes is counted.
    private static byte[] Unpack(ZipArchiveEntry entry, long largest)
    {
        var content = new MemoryStream();
        using var stream = entry.Open();
        byte[] buffer = new byte[1 << 16];
        while (stream.Read(buffer) is > 0 and var count)
        {
            if (content.Length + count > largest)
                throw new ArchiveException("the answer of the Gaia archive is larger than allowed when it is unpacked") { Advice = "ask for fewer sources, or raise LargestReply in ArchiveOptions" };
            content.Write(buffer, 0, count);
        }
        return content.ToArray();
    }
}
