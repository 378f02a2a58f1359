using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Fits.Compression;
using HstNotebooks.Fits.Storage;
using HstNotebooks.Tables.Ecsv;
using HstNotebooks.Tables.Text;
using HstNotebooks.Tables.VoTable;

namespace HstNotebooks.Tables;

public sealed partial class Table
{
    /// <summary>Reads a table from a file; gzip files are unpacked.</summary>
    /// <remarks>
    /// Text columns become long, double or string columns, whichever holds all their values. With
    /// <see cref="TableFormat.Automatic"/>, text without a recognised header is read with names col1, col2, ...
    /// </remarks>
    /// <exception cref="TableException">The file is missing or a row cannot be read; names file and line.</exception>
    public static Table Read(string path, TableFormat format = TableFormat.Automatic, CancellationToken cancel = default)
    {
        byte[] content = Plain(ReadBytes(path), path);
        // Tables of the CDS come with a file ReadMe that describes them.
        if (format == TableFormat.Cds && !CdsTable.IsDescribed(content) && Path.Combine(Path.GetDirectoryName(path) ?? "", "ReadMe") is var readMe && File.Exists(readMe))
            return CdsTable.Read(content, path, Plain(ReadBytes(readMe), readMe), readMe, cancel);
        return FromBytes(content, format, path, cancel);
    }

    /// <summary>Reads a table of the CDS whose byte-by-byte description is in a file of its own, usually <c>ReadMe</c>; gzip files are unpacked.</summary>
    /// <param name="path">The rows. The description is found by the name of this file.</param>
    /// <param name="readMe">The description.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="TableException">A file is missing, the description does not name the table, or a value does not agree with it.</exception>
    public static Table ReadCds(string path, string readMe, CancellationToken cancel = default) =>
        CdsTable.Read(Plain(ReadBytes(path), path), path, Plain(ReadBytes(readMe), readMe), readMe, cancel);

    private static byte[] ReadBytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new TableException($"the file {path} does not exist", e) { File = path, Advice = $"looked for {Path.GetFullPath(path)}" };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TableException($"{path} cannot be read: {e.Message}", e) { File = path };
        }
    }

    /// <summary>Reads a table from the content of a file.</summary>
    /// <param name="content">The bytes, perhaps gzip-compressed.</param>
    /// <param name="format">The format, or automatic.</param>
    /// <param name="source">Where it came from: named in errors, and its extension helps to recognise the format.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="TableException">A row cannot be read; names source and line.</exception>
    public static Table FromBytes(byte[] content, TableFormat format = TableFormat.Automatic, string? source = null, CancellationToken cancel = default)
    {
        content = Plain(content, source);
        ReadOnlySpan<byte> text = content;
        if (text.StartsWith("\uFEFF"u8)) text = text[3..];
        bool automatic = format == TableFormat.Automatic;
        if (automatic) format = FormatDetection.OfContent(text, source);
        return format switch
        {
            TableFormat.CommentedHeader => DelimitedTable.ReadCommentedHeader(text, source, mustName: !automatic, cancel),
            TableFormat.NoHeader => DelimitedTable.ReadNoHeader(text, source, cancel),
            TableFormat.Csv => DelimitedTable.ReadCsv(text, source, cancel),
            TableFormat.Fits => ReadFits(content, source),
            TableFormat.FixedWidth => FixedWidthTable.Read(text, source, cancel),
            TableFormat.Cds => CdsTable.Read(text, source, cancel),
            TableFormat.SExtractor => SExtractorTable.Read(text, source, cancel),
            TableFormat.Ecsv => EcsvReader.Read(text, source, cancel),
            TableFormat.VoTable => VoTableReader.Read(new MemoryStream(content), source, cancel),
            _ => throw new TableException($"tables of format {format} cannot be read") { File = source },
        };
    }

    /// <summary>Writes the table, atomically. A path ending in .gz is compressed.</summary>
    /// <exception cref="TableException">The file is there and <paramref name="overwrite"/> is false, it cannot be written, or the format cannot hold a column.</exception>
    public void Write(string path, TableFormat format = TableFormat.Automatic, bool overwrite = true, CancellationToken cancel = default)
    {
        if (format == TableFormat.Automatic) format = FormatDetection.OfName(path);
        WriteFile(path, stream => Write(stream, format), overwrite, cancel);
    }

    /// <summary>Writes a VOTable in one of its serializations, atomically.</summary>
    /// <exception cref="TableException">As for <see cref="Write(string, TableFormat, bool, CancellationToken)"/>.</exception>
    public void WriteVoTable(string path, VoTableData data, bool overwrite = true, CancellationToken cancel = default) =>
        WriteFile(path, stream => VoTableWriter.Write(this, stream, data), overwrite, cancel);

    private static void WriteFile(string path, Action<Stream> write, bool overwrite, CancellationToken cancel)
    {
        if (!overwrite && File.Exists(path)) throw new TableException($"{path} exists already") { File = path, Advice = "choose another name, or allow overwriting" };
        try
        {
            OutputFile.Write(path, write, overwrite, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TableException($"{path} cannot be written: {e.Message}", e) { File = path, Advice = "check the folder, its permissions and the free space; a file that was there is unchanged" };
        }
    }

    /// <summary>Writes the table to a stream.</summary>
    /// <exception cref="TableException">The format cannot hold a column.</exception>
    public void Write(Stream target, TableFormat format)
    {
        switch (format)
        {
            case TableFormat.CommentedHeader or TableFormat.NoHeader or TableFormat.Csv:
                TextTableWriter.Write(this, target, format);
                break;
            case TableFormat.Fits:
                using (var file = new FitsFile())
                {
                    file.Add(new ImageHdu());
                    file.Add(TableHdu.Create(this, Name ?? ""));
                    file.WriteTo(target);
                }
                break;
            case TableFormat.FixedWidth:
                FixedWidthTable.Write(this, target);
                break;
            case TableFormat.Cds:
                CdsTable.Write(this, target);
                break;
            case TableFormat.SExtractor:
                SExtractorTable.Write(this, target);
                break;
            case TableFormat.Ecsv:
                EcsvWriter.Write(this, target);
                break;
            case TableFormat.VoTable:
                VoTableWriter.Write(this, target, VoTableData.TableData);
                break;
            default:
                throw new TableException($"tables cannot be written as {format}");
        }
    }

    private static Table ReadFits(byte[] content, string? source)
    {
        using var file = FitsFile.FromBytes(content, source);
        var hdu = file.Hdus.OfType<TableHdu>().FirstOrDefault()
            ?? throw new TableException("the FITS file holds no table") { File = source, Expected = "a BINTABLE or TABLE extension" };
        return hdu.ReadTable();
    }

    /// <summary>The content of a file, unpacked where it is compressed.</summary>
    private static byte[] Plain(byte[] content, string? source)
    {
        if (content is not [0x1F, 0x8B, ..]) return content;
        try
        {
            return Gzip.Unpack(new MemoryStream(content));
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            throw new TableException($"the gzip data are damaged: {e.Message}", e) { File = source };
        }
    }
}
