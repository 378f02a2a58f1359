using BenchmarkDotNet.Attributes;
using HstNotebooks.Fits;
using HstNotebooks.Fits.Compression;
using HstNotebooks.Images;
using HstNotebooks.Tables;

namespace HstNotebooks.Benchmarks;

/// <summary>
/// Reading and writing of a chip of 4096 x 2051 pixels (33.6 MB as float): a time of 33.6 ms is 1 GB/s. Files are in the page cache.
/// </summary>
[MemoryDiagnoser]
public class FitsBenchmarks
{
    private string _folder = "", _plain = "", _shorts = "", _rice = "", _exposure = "";
    private Image<float> _image = null!;
    private int _counter;

    /// <summary>Writes the files.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("hst-notebooks-benchmark-").FullName;
        var random = new Random(1);
        _image = new Image<float>(4096, 2051);
        foreach (ref float pixel in _image.Span) pixel = 100 + random.NextSingle();
        _plain = Save("plain.fits", ImageHdu.Create(_image));
        _shorts = Save("shorts.fits", ImageHdu.Create(new Image<short>(4096, 2051)));
        var compressed = ImageHdu.Create(_image);
        compressed.Compression = new TileCompression();
        _rice = Save("rice.fits", new ImageHdu(), compressed);
        _exposure = Save("exposure.fits", new ImageHdu(), ImageHdu.Create(_image), ImageHdu.Create(_image));

        string Save(string name, params Hdu[] hdus)
        {
            using var file = new FitsFile();
            foreach (var hdu in hdus) file.Add(hdu);
            file.Save(Path.Combine(_folder, name));
            return Path.Combine(_folder, name);
        }
    }

    /// <summary>Removes the files.</summary>
    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    /// <summary>Open, map, swap bytes into a new array.</summary>
    [Benchmark(Baseline = true)]
    public float ReadFloats()
    {
        using var file = FitsFile.Open(_plain);
        return ((ImageHdu)file[0]).Read<float>()[1000, 1000];
    }

    /// <summary>Whole rows, as the drizzler reads them: no new array of the size of the image.</summary>
    [Benchmark]
    public float ReadFloatsByBands()
    {
        using var file = FitsFile.Open(_plain);
        float sum = 0;
        for (int y = 0; y + 64 <= 2051; y += 64) sum += ((ImageHdu)file[0]).ReadSection<float>(0, y, 4096, 64)[3, 3];
        return sum;
    }

    /// <summary>16-bit pixels as float.</summary>
    [Benchmark]
    public float ReadShortsAsFloats()
    {
        using var file = FitsFile.Open(_shorts);
        return ((ImageHdu)file[0]).Read<float>()[1000, 1000];
    }

    /// <summary>RICE_1 with dithered floats, on all cores.</summary>
    [Benchmark]
    public float ReadRice()
    {
        using var file = FitsFile.Open(_rice);
        return ((ImageHdu)file[1]).Read<float>()[1000, 1000];
    }

    /// <summary>A complete file, flushed to the disk.</summary>
    [Benchmark]
    public void SaveFloats()
    {
        using var file = new FitsFile();
        file.Add(ImageHdu.Create(_image));
        file.Save(Path.Combine(_folder, "saved.fits"));
    }

    /// <summary>A keyword in two headers of a 67 MB file, in place, with journal and flushes.</summary>
    [Benchmark]
    public void UpdateHeaders() => FitsFile.Update(_exposure, file =>
    {
        file[1].Header.Set("COUNTER", ++_counter);
        file[2].Header.Set("COUNTER", _counter);
    });
}

/// <summary>Reading of tables of 200 000 rows with four columns of numbers; the file sizes are 12 to 20 MB.</summary>
public class TableBenchmarks
{
    private string _folder = "";

    /// <summary>The format.</summary>
    [Params(TableFormat.CommentedHeader, TableFormat.Csv, TableFormat.Ecsv, TableFormat.FixedWidth, TableFormat.Cds, TableFormat.VoTable, TableFormat.Fits)]
    public TableFormat Format { get; set; }

    /// <summary>Writes the table.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _folder = Directory.CreateTempSubdirectory("hst-notebooks-benchmark-").FullName;
        var random = new Random(2);
        double[] Numbers() => [.. Enumerable.Range(0, 200_000).Select(_ => random.NextDouble() * 360)];
        new Table([new TableColumn<double>("ra", Numbers()), new TableColumn<double>("dec", Numbers()), new TableColumn<double>("mag", Numbers()),
            new TableColumn<long>("id", [.. Enumerable.Range(0, 200_000).Select(i => i * 1000003L)])]).Write(Path.Combine(_folder, "table"), Format);
        Console.WriteLine($"{Format}: {new FileInfo(Path.Combine(_folder, "table")).Length / 1e6:F1} MB");
    }

    /// <summary>Removes the file.</summary>
    [GlobalCleanup]
    public void Cleanup() => Directory.Delete(_folder, recursive: true);

    /// <summary>The whole table.</summary>
    [Benchmark]
    public int Read() => Table.Read(Path.Combine(_folder, "table"), Format).RowCount;
}
