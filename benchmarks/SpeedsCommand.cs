using System.Diagnostics;
using System.Globalization;
using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Benchmarks;

/// <summary>
/// Measures the speeds that docs/fits-and-tables.md and docs/wcs.md state, in about a minute, and prints them as tables: <c>speeds</c>.
/// Each number is the best of several runs, as others may use the machine; the classes with [Benchmark] measure the same with statistics.
/// </summary>
internal static class SpeedsCommand
{
    private const double Pixels = 4096 * 2051, Megabyte = 1e6;

    public static void Run()
    {
        Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}\n");
        Images();
        Opening();
        Tables();
        Mapping();
    }

    private static void Images()
    {
        var files = new FitsBenchmarks();
        files.Setup();
        try
        {
            Console.WriteLine("| image of 4096 x 2051 pixels | time | speed |\n|---|---|---|");
            Row("read float", () => files.ReadFloats(), 4 * Pixels);
            Row("read float by bands of 64 rows", () => files.ReadFloatsByBands(), 4 * Pixels);
            Row("read 16 bit as float", () => files.ReadShortsAsFloats(), 2 * Pixels);
            Row("read RICE_1 float, all cores", () => files.ReadRice(), 4 * Pixels);
            Row("write float, flushed to the disk", files.SaveFloats, 4 * Pixels);
            Row("a keyword in two headers of 67 MB, in place, flushed", files.UpdateHeaders, null);
        }
        finally
        {
            files.Cleanup();
        }

        static void Row(string name, Action run, double? bytes)
        {
            double seconds = Best(run);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {1e3 * seconds:F1} ms | {(bytes is { } b ? $"{b / seconds / 1e9:F2} GB/s" : "")} |"));
        }
    }

    private static void Opening()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("hst-notebooks-benchmark-").FullName, "huge.fits");
        try
        {
            string[] cards = ["SIMPLE  =                    T", "BITPIX  =                  -32", "NAXIS   =                    2", "NAXIS1  =                50000", "NAXIS2  =                50000", "END"];
            using (var stream = File.Create(path))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(string.Concat(cards.Select(card => card.PadRight(80))).PadRight(2880)));
                stream.SetLength(2880 + (4L * 50_000 * 50_000 + 2879) / 2880 * 2880);
            }
            double open = Best(() => FitsFile.Open(path).Dispose());
            double cut = Best(() =>
            {
                using var file = FitsFile.Open(path);
                ((ImageHdu)file[0]).ReadSection<float>(20_000, 30_000, 500, 500);
            });
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| open a file of 10 GB | {1e3 * open:F2} ms | |\n| open it and read 500 x 500 pixels | {1e3 * cut:F2} ms | |\n"));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    private static void Tables()
    {
        Console.WriteLine("| table of 400 000 rows, 3 reals and an integer | size | write | read |\n|---|---|---|---|");
        var random = new Random(2);
        double[] Numbers() => [.. Enumerable.Range(0, 400_000).Select(_ => random.NextDouble() * 360)];
        var table = new Table([new TableColumn<double>("ra", Numbers()), new TableColumn<double>("dec", Numbers()), new TableColumn<double>("mag", Numbers()),
            new TableColumn<long>("id", [.. Enumerable.Range(0, 400_000).Select(i => i * 1000003L)])]);
        foreach (var format in Enum.GetValues<TableFormat>().Where(format => format != TableFormat.Automatic))
        {
            using var stream = new MemoryStream();
            double write = Best(() =>
            {
                stream.SetLength(0);
                table.Write(stream, format);
            });
            byte[] bytes = stream.ToArray();
            double read = Best(() => Table.FromBytes(bytes, format));
            double size = bytes.Length / Megabyte;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {format} | {size:F1} MB | {size / write:F0} MB/s | {size / read:F0} MB/s |"));
        }
        Console.WriteLine();
    }

    private static void Mapping()
    {
        Console.WriteLine("| mapping of a chip, one core | SIP | SIP, NPOL and D2IM |\n|---|---|---|");
        WcsBenchmarks sip = Chip("sip"), full = Chip("sip+npol+d2im");
        Row("pixel to sky", chip => chip.PixelToSky());
        Row("sky to pixel", chip => chip.SkyToPixel());
        Row("to the output frame, exact", chip => chip.ExactMap());
        Row("to the output frame, grid of step 10", chip => chip.GridMap());

        static WcsBenchmarks Chip(string distortion)
        {
            var chip = new WcsBenchmarks { Distortion = distortion };
            chip.Setup();
            return chip;
        }

        void Row(string name, Func<WcsBenchmarks, double> run) =>
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {Rate(sip, run):F0} Mpixel/s | {Rate(full, run):F0} Mpixel/s |"));

        static double Rate(WcsBenchmarks chip, Func<WcsBenchmarks, double> run) => WcsBenchmarks.PixelsOfACall / Best(() => run(chip)) / 1e6;
    }

    /// <summary>The shortest of the runs in three seconds, at least three, in seconds.</summary>
    private static double Best(Action run)
    {
        run();
        double best = double.PositiveInfinity;
        var all = Stopwatch.StartNew();
        for (int i = 0; i < 3 || (i < 60 && all.Elapsed.TotalSeconds < 3); i++)
        {
            var clock = Stopwatch.StartNew();
            run();
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }
        return best;
    }
}
