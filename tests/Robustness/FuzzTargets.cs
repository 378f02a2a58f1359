using System.Numerics;
using System.Text;
using HstNotebooks.Detection;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Fits.Compression;
using HstNotebooks.Images;
using HstNotebooks.Tables;
using HstNotebooks.Tables.Text;
using HstNotebooks.Tables.VoTable;
using HstNotebooks.Tasks;
using HstNotebooks.Wcs;

namespace HstNotebooks.Robustness;

/// <summary>A kind of input: whole samples of it, and what reads it.</summary>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Samples, Action<byte[]> Read);

/// <summary>All kinds of input that come from outside.</summary>
internal sealed class FuzzTargets : IDisposable
{
    private readonly string scratch = Directory.CreateTempSubdirectory("hst-notebooks-fuzz-").FullName;

    public FuzzTargets()
    {
        All =
        [
            new("fits-images", [Images(), RandomGroups()], ReadFits),
            new("fits-tables", [FitsTable()], ReadFits),
            .. Compressed(),
            new("header-text", [Encoding.ASCII.GetBytes(WcsHeader().ToText())], bytes => ReadHeader(FitsHeader.ParseText(Encoding.Latin1.GetString(bytes)))),
            .. Tables(),
            new("regions", [Encoding.ASCII.GetBytes("# Region file format: DS9\nglobal color=green\nfk5\ncircle(10.0,20.0,3.5\")\n-box(10.0,20.0,3\",4\",30) # text={x}\nimage; polygon(1,2,3,4,5,6)\nellipse(100,100,20,30,45)\nannulus(50,50,3,9)\n")], ReadRegions),
            new("coordinate-list", [Encoding.ASCII.GetBytes("# id xc yc mag\n1 100.5 200.25 21.5\n2 300 400 22 # a comment\n\n3 1e3 -5.5 20\n")], ReadCoordinates),
            new("sky-regions", [Encoding.ASCII.GetBytes("# Region file format: DS9\nfk5\ncircle(10.0,20.0,3.5\") # text={x}\n-box(0:40:00.0,+20:00:00,3\",4\",30)\ngalactic; polygon(119.3,-42.8,119.4,-42.8,119.35,-42.7)\necliptic\nellipse(17.5,14.4,0.1',2\",45)\nannulus(17.5,14.4,1\",2\")\n")], ReadSkyRegions),
        ];
    }

    public IReadOnlyList<FuzzTarget> All { get; }

    public void Dispose() => Directory.Delete(scratch, recursive: true);

    private static void ReadFits(byte[] bytes)
    {
        using var file = FitsFile.FromBytes(bytes, "fuzzed.fits");
        HstException? first = null;
        foreach (var hdu in file.Hdus)
        {
            try
            {
                ReadHeader(hdu.Header);
                hdu.VerifyChecksum();
                // A constant image has as many pixels as its header says, and takes memory for them.
                if (hdu is ImageHdu image && (image.Header.FindInt("NPIX1") is null || (long)image.Width * image.Height < 1 << 16)) image.ReadArray<double>();
                if (hdu is TableHdu table) table.ReadTable();
                if (hdu is RandomGroupsHdu groups)
                {
                    groups.ReadParameters();
                    for (int i = 0; i < Math.Min(groups.GroupCount, 100); i++) groups.ReadGroup<double>(i);
                }
            }
            catch (HstException e)
            {
                first ??= e;
            }
        }
        file.WriteTo(Stream.Null);
        if (first is not null) throw first;
    }

    private static void ReadHeader(FitsHeader header)
    {
        foreach (var card in header.Cards) _ = card.Value;
        FitsHeader.Parse(header.ToBytes());
        if (header.Contains("CTYPE1")) ImageWcs.FromHeader(header).PixelToSky(3, 4);
    }

    private void ReadRegions(byte[] bytes)
    {
        string path = Path.Combine(scratch, "fuzzed.reg");
        File.WriteAllBytes(path, bytes);
        RegionFile.Read(path, ImageWcs.FromHeader(WcsHeader()));
    }

    private void ReadSkyRegions(byte[] bytes)
    {
        string path = Path.Combine(scratch, "fuzzed-sky.reg");
        File.WriteAllBytes(path, bytes);
        foreach (var region in SkyRegion.Read(path)) region.ToPixels(ImageWcs.FromHeader(WcsHeader()), out _);
    }

    private void ReadCoordinates(byte[] bytes)
    {
        string path = Path.Combine(scratch, "fuzzed.coo");
        File.WriteAllBytes(path, bytes);
        foreach (var (first, _, line) in CoordinateColumns.Read(path, "xc,yc", "")) CoordinateColumns.Number(first, path, line);
    }

    private static byte[] Saved(params Hdu[] hdus)
    {
        using var file = new FitsFile();
        foreach (var hdu in hdus) file.Add(hdu);
        using var stream = new MemoryStream();
        file.WriteTo(stream);
        return stream.ToArray();
    }

    private static FitsHeader WcsHeader()
    {
        var header = new FitsHeader();
        foreach (var (key, value) in new (string, object)[]
        {
            ("NAXIS", 2), ("NAXIS1", 200), ("NAXIS2", 100), ("CTYPE1", "RA---TAN-SIP"), ("CTYPE2", "DEC--TAN-SIP"), ("CRVAL1", 10.0), ("CRVAL2", 20.0), ("CRPIX1", 100.0), ("CRPIX2", 50.0),
            ("CD1_1", -1e-5), ("CD1_2", 0.0), ("CD2_1", 0.0), ("CD2_2", 1e-5), ("A_ORDER", 2), ("B_ORDER", 2), ("A_2_0", 1e-6), ("B_0_2", 1e-6), ("WCSNAME", "A 'long' name that goes on and on over more than one card, because it can, up to here &"),
        }) header.Set(key, value, "comment of " + key);
        header.AddHistory("made for damage");
        return header;
    }

    private static byte[] Images()
    {
        var constant = new ImageHdu();
        constant.Header.Set("NPIX1", 10);
        constant.Header.Set("NPIX2", 10);
        constant.Header.Set("PIXVALUE", 1.5);
        var scaled = ImageHdu.Create(new Image<short>(9, 5));
        scaled.Header.Set("BLANK", 0);
        scaled.Header.Set("BSCALE", 0.1);
        var wcs = ImageHdu.Create(new Image<float>(11, 7), WcsHeader());
        wcs.AddChecksum();
        return Saved(ImageHdu.Create(new Image<ushort>(20, 10)), wcs, scaled, constant);
    }

    private static byte[] RandomGroups()
    {
        string[] cards =
        [
            "SIMPLE  =                    T", "BITPIX  =                  -32", "NAXIS   =                    3", "NAXIS1  =                    0", "NAXIS2  =                    3", "NAXIS3  =                    2",
            "GROUPS  =                    T", "PCOUNT  =                    2", "GCOUNT  =                    5", "PTYPE1  = 'UU      '", "PSCAL1  =                  0.1", "PTYPE2  = 'DATE    '", "PZERO2  =            2450000.0", "END",
        ];
        var bytes = new byte[2 * 2880];
        Encoding.ASCII.GetBytes(string.Concat(cards.Select(card => card.PadRight(80))).PadRight(2880)).CopyTo(bytes, 0);
        new Random(3).NextBytes(bytes.AsSpan(2880, 5 * 8 * 4));
        return bytes;
    }

    private static Table Sample() => new(
    [
        new TableColumn<bool>("flag", [true, false, true], missing: [false, true, false]),
        new TableColumn<int>("int", [1, -2, 3], missing: [false, false, true]),
        new TableColumn<long>("id", [1, long.MaxValue, 3]),
        new TableColumn<float>("mag", [0.5f, float.NaN, 2]),
        new TableColumn<double>("ra", [290.22, 1e-300, 5], unit: "deg", description: "right ascension"),
        new TableColumn<string>("name", ["a b", "", "\"q\""]),
        new TableColumn<Complex>("phase", [Complex.One, Complex.Zero, Complex.ImaginaryOne]),
        new TableColumn<double[]>("poly", [[1, 2], [3, 4], [5, 6]]),
        new TableColumn<int[]>("list", [[1], [], [2, 3, 4]]),
    ], "sample", new Dictionary<string, string> { ["origin"] = "a 'quoted': value" });

    private static byte[] FitsTable()
    {
        using var stream = new MemoryStream();
        Sample().Write(stream, TableFormat.Fits);
        return stream.ToArray();
    }

    private static IEnumerable<FuzzTarget> Compressed()
    {
        var integers = new Image<int>(30, 20, [.. Enumerable.Range(0, 600).Select(i => i * i % 517)]);
        var reals = new Image<float>(30, 20, [.. Enumerable.Range(0, 600).Select(i => i % 50 == 0 ? float.NaN : MathF.Sin(i) * 100)]);
        byte[] Of<T>(Image<T> image, TileCompression options) where T : unmanaged
        {
            var hdu = ImageHdu.Create(image);
            hdu.Compression = options;
            return Saved(new ImageHdu(), hdu);
        }
        yield return new("rice", [Of(integers, new()), Of(reals, new() { Tile = [16, 16] })], ReadFits);
        yield return new("gzip-tiles", [Of(integers, new() { Code = TileCode.Gzip }), Of(reals, new() { Code = TileCode.Gzip, QuantizeLevel = 0 })], ReadFits);
        // The samples of the tests, from CFITSIO: a tile each.
        byte[] h = Convert.FromBase64String("3ZkAAAALAAAADQAAAAAAAAAAAAAFYAoJAfd+19K0R915KQf/VYk7nWwH8ilAKUA/9c3TN5QC304mWpkAAfRtEfhl4sx/3y6qq/7/OpmZmQCvCvD/BadQ8FoFXSovXwzMzM7OD/VfV/f/vQPoH/v+/4PBa8FjASAqqCqooiAD/Cv8KzAj/g////zMACAgARWI/EXiPxB/w/4f8N+H/A==");
        byte[] p = Convert.FromBase64String("AAAAB/+cAAsAAAAAAABgAlAFUAUAAg==");
        yield return new("hcompress", [h], bytes => Hcompress.TryDecode(bytes, new int[143], smooth: bytes.Length % 2 == 0));
        yield return new("plio", [p], bytes => PixelList.TryDecode(bytes, new int[13]));
    }

    private static IEnumerable<FuzzTarget> Tables()
    {
        var table = Sample();
        byte[] Written(Action<Stream> write)
        {
            using var stream = new MemoryStream();
            write(stream);
            return stream.ToArray();
        }
        yield return Target("votable", [.. Enum.GetValues<VoTableData>().Select(d => Written(s => VoTableWriter.Write(table, s, d)))], TableFormat.VoTable);
        yield return Target("ecsv", [Written(s => table.Write(s, TableFormat.Ecsv))], TableFormat.Ecsv);
        var plain = table.Select("int", "id", "mag", "ra", "name");
        foreach (var format in (TableFormat[])[TableFormat.CommentedHeader, TableFormat.NoHeader, TableFormat.Csv, TableFormat.FixedWidth, TableFormat.Cds, TableFormat.SExtractor])
            yield return Target(format.ToString(), [Written(s => plain.Write(s, format))], format);
        byte[] readMe = Encoding.ASCII.GetBytes("Byte-by-byte Description of file: t*.dat, other.dat\n--------------------------------\n   Bytes Format Units   Label     Explanations\n--------------------------------\n   1-  4 A4     ---     Name      Name\n   6- 10 F5.2   mag     Vmag      ?=- V magnitude\n  12- 13 I2     ---     N         [0/9]?=-9 Number\n--------------------------------\n");
        yield return new("cds-readme", [readMe], bytes => CdsTable.Read("AB   12.50  7\nCD   ---   -9\n"u8, "table.dat", bytes, "ReadMe", CancellationToken.None));
        yield return Target("any-table", [Written(s => plain.Write(s, TableFormat.Csv)), Written(s => plain.Write(s, TableFormat.Cds)), Written(s => table.Write(s, TableFormat.Ecsv))], TableFormat.Automatic);

        static FuzzTarget Target(string name, byte[][] samples, TableFormat format) => new(name, samples, bytes => Table.FromBytes(bytes, format, "fuzzed"));
    }
}
