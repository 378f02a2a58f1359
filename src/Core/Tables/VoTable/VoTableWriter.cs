using System.Text;
using System.Xml;

namespace HstNotebooks.Tables.VoTable;

/// <summary>Writes a table as VOTable 1.4.</summary>
internal static class VoTableWriter
{
    private const string Namespace = "http://www.ivoa.net/xml/VOTable/v1.3";

    public static void Write(Table table, Stream target, VoTableData data)
    {
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = data != VoTableData.TableData, NewLineChars = "\n", CloseOutput = false };
        using var xml = XmlWriter.Create(target, settings);
        xml.WriteStartElement("VOTABLE", Namespace);
        xml.WriteAttributeString("version", "1.4");
        Start("RESOURCE");
        xml.WriteAttributeString("type", "results");
        foreach (var (name, value) in table.Metadata)
        {
            Start("INFO");
            xml.WriteAttributeString("name", Clean(name));
            xml.WriteAttributeString("value", Clean(value));
            xml.WriteEndElement();
        }
        Start("TABLE");
        if (!string.IsNullOrEmpty(table.Name)) xml.WriteAttributeString("name", Clean(table.Name));
        var writers = table.Columns.Select(VoColumnWriter.For).ToArray();
        for (int i = 0; i < writers.Length; i++) Field(table.Columns[i], writers[i]);
        Start("DATA");
        switch (data)
        {
            case VoTableData.TableData: Rows(); break;
            case VoTableData.Fits:
                using (var fits = new MemoryStream())
                {
                    table.Write(fits, TableFormat.Fits);
                    Start("FITS");
                    xml.WriteAttributeString("extnum", "1");
                    Base64(fits.ToArray());
                    xml.WriteEndElement();
                }
                break;
            default:
                Start(data == VoTableData.Binary ? "BINARY" : "BINARY2");
                Base64(Bytes(table, writers, data == VoTableData.Binary2));
                xml.WriteEndElement();
                break;
        }
        xml.WriteEndDocument();
        xml.Flush();
        target.Write("\n"u8);

        void Start(string name) => xml.WriteStartElement(name, Namespace);

        void Field(TableColumn column, VoColumnWriter writer)
        {
            Start("FIELD");
            xml.WriteAttributeString("name", Clean(column.Name));
            xml.WriteAttributeString("datatype", writer.DataType);
            if (writer.ArraySize is not null) xml.WriteAttributeString("arraysize", writer.ArraySize);
            if (!string.IsNullOrEmpty(column.Unit)) xml.WriteAttributeString("unit", Clean(column.Unit));
            if (!string.IsNullOrEmpty(column.Ucd)) xml.WriteAttributeString("ucd", Clean(column.Ucd));
            if (!string.IsNullOrEmpty(column.Description)) { Start("DESCRIPTION"); xml.WriteString(Clean(column.Description)); xml.WriteEndElement(); }
            if (writer.NullMark is not null) { Start("VALUES"); xml.WriteAttributeString("null", writer.NullMark); xml.WriteEndElement(); }
            xml.WriteEndElement();
        }

        void Rows()
        {
            Start("TABLEDATA");
            for (int row = 0; row < table.RowCount; row++)
            {
                xml.WriteString("\n");
                Start("TR");
                foreach (var writer in writers)
                {
                    Start("TD");
                    xml.WriteString(Clean(writer.Text(row)));
                    xml.WriteEndElement();
                }
                xml.WriteEndElement();
            }
            xml.WriteString("\n");
            xml.WriteEndElement();
        }

        void Base64(byte[] bytes)
        {
            Start("STREAM");
            xml.WriteAttributeString("encoding", "base64");
            xml.WriteString("\n" + Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks).Replace("\r", "", StringComparison.Ordinal) + "\n");
            xml.WriteEndElement();
        }
    }

    private static byte[] Bytes(Table table, VoColumnWriter[] writers, bool withNulls)
    {
        using var bytes = new MemoryStream();
        var mask = new byte[(writers.Length + 7) / 8];
        for (int row = 0; row < table.RowCount; row++)
        {
            if (withNulls)
            {
                Array.Clear(mask);
                for (int i = 0; i < writers.Length; i++)
                    if (table.Columns[i].IsMissing(row)) mask[i / 8] |= (byte)(0x80 >> (i % 8));
                bytes.Write(mask);
            }
            foreach (var writer in writers) writer.Binary(row, bytes);
        }
        return bytes.ToArray();
    }

    /// <summary>XML has no control characters.</summary>
    private static string Clean(string text)
    {
        foreach (char c in text)
            if (!XmlConvert.IsXmlChar(c) && !char.IsSurrogate(c))
                return string.Concat(text.Select(x => XmlConvert.IsXmlChar(x) || char.IsSurrogate(x) ? x : '?'));
        return text;
    }
}
