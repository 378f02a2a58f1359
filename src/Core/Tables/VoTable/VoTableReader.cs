using System.Text;
using System.Xml;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Tables.Text;
using HstNotebooks.Tables.Typed;

namespace HstNotebooks.Tables.VoTable;

/// <summary>
/// Reads the first table of a VOTable (IVOA VOTable 1.0 to 1.4) in any of its four serializations. External entities and
/// document types are not followed, remote streams are refused.
/// </summary>
internal sealed class VoTableReader
{
    private readonly XmlReader xml;
    private readonly string? file;
    private readonly CancellationToken cancel;
    private readonly Dictionary<string, string> metadata = [];

    private VoTableReader(XmlReader xml, string? file, CancellationToken cancel)
    {
        this.cancel = cancel;
        this.xml = xml;
        this.file = file;
    }

    /// <exception cref="TableException">It is no VOTable, a value cannot be read, or the service reported an error; names the line.</exception>
    public static Table Read(Stream content, string? file, CancellationToken cancel)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, MaxCharactersFromEntities = 1 << 20 };
        using var xml = XmlReader.Create(content, settings);
        var reader = new VoTableReader(xml, file, cancel);
        try
        {
            return reader.ReadDocument();
        }
        catch (XmlException e)
        {
            throw new TableException($"the XML is not well-formed: {e.Message}", e) { File = file, Row = e.LineNumber, Advice = "fetch the table again" };
        }
    }

    private Table ReadDocument()
    {
        string? tableName = null;
        string? tableDescription = null;
        var fields = new List<VoField>();
        VoField? field = null;
        bool inTable = false;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement)
            {
                if (xml.LocalName == "FIELD") field = null;
                if (xml.LocalName == "TABLE")
                {
                    if (fields.Count > 0) return Build(fields, [.. fields.Select(f => f.NewList(file))], tableName, tableDescription);
                    inTable = false;
                }
                continue;
            }
            if (xml.NodeType != XmlNodeType.Element) continue;
            switch (xml.LocalName)
            {
                case "INFO": ReadInfo(); break;
                case "PARAM" when xml.GetAttribute("name") is { } name: metadata[name] = xml.GetAttribute("value") ?? ""; break;
                case "TABLE":
                    inTable = true;
                    tableName = xml.GetAttribute("name") ?? xml.GetAttribute("ID");
                    break;
                case "FIELD" when inTable:
                    fields.Add(VoField.Read(xml, fields.Count + 1));
                    field = xml.IsEmptyElement ? null : fields[^1];
                    break;
                case "VALUES" when field is not null: field.Null = xml.GetAttribute("null"); break;
                case "DESCRIPTION":
                    if (field is not null) field.Description = TextOf();
                    else if (inTable && fields.Count == 0) tableDescription = TextOf();
                    break;
                case "TABLEDATA" or "BINARY" or "BINARY2" or "FITS" when inTable:
                    return ReadData(fields, tableName, tableDescription);
            }
        }
        throw new TableException("there is no table in the document") { File = file, Expected = "a VOTABLE with a TABLE element", Advice = metadata.Count == 0 ? null : string.Join("; ", metadata.Take(3).Select(m => $"{m.Key}: {m.Value}")) };
    }

    private Table ReadData(List<VoField> fields, string? name, string? description)
    {
        if (xml.LocalName == "FITS") return ReadFits(name);
        var lists = fields.ConvertAll(f => f.NewList(file));
        if (xml.LocalName == "TABLEDATA") ReadRows(fields, lists);
        else ReadBinary(fields, lists, hasNulls: xml.LocalName == "BINARY2");
        ReadClosingInfos();
        return Build(fields, lists, name, description);
    }

    private void ReadRows(List<VoField> fields, List<ValueList> lists)
    {
        if (xml.IsEmptyElement) return;
        long row = 0;
        while (xml.Read() && !(xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "TABLEDATA"))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "TR") continue;
            if (row++ % ColumnReading.RowsBetweenLooks == 0) cancel.ThrowIfCancellationRequested();
            int column = 0;
            bool empty = xml.IsEmptyElement;
            while (!empty && xml.Read() && xml.NodeType != XmlNodeType.EndElement)
            {
                if (xml.NodeType != XmlNodeType.Element) continue;
                int line = ((IXmlLineInfo)xml).LineNumber;
                string text = TextOf();
                if (column < lists.Count && !lists[column].TryAddText(text))
                    throw new TableException($"'{Shortened(text)}' in column '{fields[column].Name}' (row {row}) is no {fields[column].DataType}{(fields[column].ArraySize is { } size ? $"[{size}]" : "")}")
                    { File = file, Row = line, Expected = "a value of the declared type" };
                column++;
            }
            if (column != lists.Count)
                throw new TableException($"row {row} has {column} cells, {lists.Count} are expected") { File = file, Row = ((IXmlLineInfo)xml).LineNumber };
        }
    }

    private void ReadBinary(List<VoField> fields, List<ValueList> lists, bool hasNulls)
    {
        byte[] bytes = StreamBytes();
        var cursor = new ByteCursor(bytes);
        int maskLength = hasNulls ? (lists.Count + 7) / 8 : 0;
        if (lists.Count == 0) return;
        var skipped = new ValueList?[lists.Count];
        for (int row = 1; !cursor.AtEnd; row++)
        {
            if (row % ColumnReading.RowsBetweenLooks == 1) cancel.ThrowIfCancellationRequested();
            if (!cursor.TryTake(maskLength, out var mask)) throw TooShort(row, "the null flags");
            for (int i = 0; i < lists.Count; i++)
            {
                bool isNull = hasNulls && (mask[i / 8] & (0x80 >> (i % 8))) != 0;
                var list = lists[i];
                if (isNull)
                {
                    // The bytes of a null are there all the same.
                    if (!(skipped[i] ??= fields[i].NewList(file)).TryAddBinary(ref cursor)) throw TooShort(row, $"column '{fields[i].Name}'");
                    list.AddMissing();
                }
                else if (!list.TryAddBinary(ref cursor)) throw TooShort(row, $"column '{fields[i].Name}'");
            }
        }

        TableException TooShort(int row, string where) =>
            new($"the binary data end in row {row}, in {where}") { File = file, Row = row, Advice = "fetch the table again" };
    }

    private Table ReadFits(string? name)
    {
        string? extension = xml.GetAttribute("extnum");
        using var fits = FitsFile.FromBytes(StreamBytes(), file);
        var hdu = int.TryParse(extension, out int index) && index < fits.Hdus.Count && index >= 0 ? fits[index] : fits.Hdus.FirstOrDefault(h => h is TableHdu);
        if (hdu is not TableHdu table) throw new TableException("the FITS stream holds no table") { File = file };
        ReadClosingInfos();
        var read = table.ReadTable();
        return new Table(read.Columns, name ?? read.Name, metadata);
    }

    /// <summary>The bytes of the STREAM element that follows.</summary>
    private byte[] StreamBytes()
    {
        if (!xml.ReadToFollowing("STREAM", xml.NamespaceURI)) throw new TableException("there is no STREAM with the data") { File = file };
        if (xml.GetAttribute("href") is { } href)
            throw new TableException($"the data are elsewhere ({Shortened(href)}), and remote streams are not followed") { File = file, Advice = "ask the service for TABLEDATA or an inline stream" };
        if (xml.GetAttribute("encoding") is { } encoding && encoding != "base64")
            throw new TableException($"the stream has the encoding '{encoding}'") { File = file, Expected = "base64" };
        int line = ((IXmlLineInfo)xml).LineNumber;
        try
        {
            return Convert.FromBase64String(TextOf());
        }
        catch (FormatException e)
        {
            throw new TableException("the stream is not base64", e) { File = file, Row = line };
        }
    }

    private void ReadInfo()
    {
        string name = xml.GetAttribute("name") ?? "INFO", value = xml.GetAttribute("value") ?? "";
        string text = TextOf().Trim();
        if (name == "QUERY_STATUS" && value.Equals("ERROR", StringComparison.OrdinalIgnoreCase))
            throw new TableException($"the service answered with an error: {(text.Length > 0 ? text : "without a reason")}") { File = file };
        metadata[name] = value.Length > 0 ? value : text;
    }

    /// <summary>INFO elements behind the data tell of overflow and late errors.</summary>
    private void ReadClosingInfos()
    {
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "TABLE") return;
            if (xml.LocalName == "INFO") ReadInfo();
        }
    }

    /// <summary>The text of the current element; the reader then stands on its end.</summary>
    private string TextOf()
    {
        if (xml.IsEmptyElement) return "";
        int depth = xml.Depth;
        string text = "";
        StringBuilder? more = null;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)) continue;
            if (text.Length == 0) text = xml.Value;
            else (more ??= new StringBuilder(text)).Append(xml.Value);
        }
        return more?.ToString() ?? text;
    }

    private Table Build(List<VoField> fields, List<ValueList> lists, string? name, string? description)
    {
        if (description is not null) metadata["description"] = description.Trim();
        var names = new HashSet<string>();
        var columns = new List<TableColumn>();
        for (int i = 0; i < fields.Count; i++)
        {
            string unique = fields[i].Name;
            for (int n = 2; !names.Add(unique); n++) unique = $"{fields[i].Name}_{n}";
            columns.Add(lists[i].Build(fields[i].Info(unique)));
        }
        return new Table(columns, name, metadata);
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..57] + "...";
}
