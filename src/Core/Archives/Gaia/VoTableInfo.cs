using System.Text;
using System.Xml;

namespace HstNotebooks.Archives;

/// <summary>Reads the INFO elements of a VOTable around its table: whether the query succeeded, and whether the result was cut.</summary>
/// <param name="Error">The service's words when QUERY_STATUS is ERROR; null otherwise.</param>
/// <param name="Overflow">Whether QUERY_STATUS is OVERFLOW: the service's own limit cut the result.</param>
/// <param name="IsVoTable">Whether the document is a VOTable at all.</param>
internal sealed record VoTableInfo(string? Error, bool Overflow, bool IsVoTable)
{
    /// <summary>Reads the head and the tail of a document; the rows in between are not parsed.</summary>
    public static VoTableInfo Read(byte[] document)
    {
        string? error = null;
        bool overflow = false, isVoTable = false;
        try
        {
            // No DTD and no external entities: a hostile answer can neither read files nor grow.
            using var xml = XmlReader.Create(new MemoryStream(document), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                if (xml.LocalName == "VOTABLE") isVoTable = true;
                if (xml.LocalName is "DATA") break;
                if (xml.LocalName != "INFO" || xml.GetAttribute("name") != "QUERY_STATUS") continue;
                string? value = xml.GetAttribute("value");
                overflow |= value == "OVERFLOW";
                if (value == "ERROR") error = Html.Excerpt(xml.IsEmptyElement ? "" : xml.ReadElementContentAsString());
            }
        }
        catch (XmlException)
        {
            // Whether the rest is whole is found out when the table is read.
        }
        string tail = Encoding.ASCII.GetString(document.AsSpan(Math.Max(0, document.Length - 4096)));
        int end = tail.LastIndexOf("</TABLE>", StringComparison.Ordinal);
        if (end >= 0 && tail.IndexOf("QUERY_STATUS", end, StringComparison.Ordinal) >= 0) overflow |= tail.IndexOf("OVERFLOW", end, StringComparison.Ordinal) >= 0;
        return new VoTableInfo(error, overflow, isVoTable);
    }
}
