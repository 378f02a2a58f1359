using System.Xml;
using HstNotebooks.Errors;
using HstNotebooks.Tables;

namespace HstNotebooks.Archives;

/// <summary>Reads the list of tables that a TAP service has (VODataService 1.1): a row per column of a table.</summary>
internal static class TapTables
{
    private static readonly string[] Parts = ["name", "description", "unit", "ucd", "dataType", "flag"];

    /// <summary>Parses the answer of <c>/tables</c>.</summary>
    /// <exception cref="ArchiveException">It is no such list.</exception>
    public static Table Parse(byte[] document)
    {
        var rows = new List<(string Schema, string Table, Dictionary<string, string> Column)>();
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(document), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true, IgnoreComments = true });
            string schema = "", table = "", parent = "";
            Dictionary<string, string>? column = null;
            bool found = false;
            while (!xml.EOF)
            {
                if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName is "column") column = null;
                if (xml.NodeType != XmlNodeType.Element) { xml.Read(); continue; }
                string element = xml.LocalName;
                found |= element == "tableset";
                if (element is "schema" or "table" or "column")
                {
                    parent = element;
                    if (element == "column") rows.Add((schema, table, column = []));
                }
                else if (Parts.Contains(element))
                {
                    string text = xml.ReadElementContentAsString().Trim();
                    if (column is not null) column[element] = text;
                    else if (element == "name" && parent == "schema") schema = text;
                    else if (element == "name" && parent == "table") table = text;
                    continue;
                }
                xml.Read();
            }
            if (!found) throw new ArchiveException("the TAP service sent no list of tables") { Advice = "check the address of the service" };
        }
        catch (XmlException e)
        {
            throw new ArchiveException($"the TAP service sent a list of tables that cannot be read: {e.Message}", e) { Advice = "try again later" };
        }
        TableColumn<string> Column(string name, string part) => new(name, [.. rows.Select(r => r.Column.GetValueOrDefault(part, ""))]);
        return new Table([new TableColumn<string>("schema", [.. rows.Select(r => r.Schema)]), new TableColumn<string>("table", [.. rows.Select(r => r.Table)]),
            Column("column", "name"), Column("datatype", "dataType"), Column("unit", "unit"), Column("ucd", "ucd"), Column("description", "description"), Column("flag", "flag")]);
    }
}
