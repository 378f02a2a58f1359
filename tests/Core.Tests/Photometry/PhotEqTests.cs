using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;
using HstNotebooks.Photometry;
using HstNotebooks.Tests.Exposures;

namespace HstNotebooks.Tests.Photometry;

public sealed partial class PhotEqTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string In(string name) => Path.Combine(folder, name);

    [Theory]
    [InlineData("wfc3_ref_phot", 1.2e-19, "", false)]
    [InlineData("wfc3_update", null, "", false)]
    [InlineData("wfpc2_readonly", null, "", true)]
    [InlineData("wfpc2_ref_ext", null, "SCI,3", false)]
    [InlineData("wfpc2_ref_phot", 2e-18, "", false)]
    [InlineData("wfpc2_update", null, "", false)]
    public void Golden_runs_are_reproduced(string run, double? referenceValue, string referenceExtension, bool readOnly)
    {
        string golden = SharedData.Path("golden", "tasks", "photeq", run);
        string[] inputs = [.. Directory.GetFiles(golden, "*_in.fits.gz").Order(StringComparer.Ordinal)];
        string[] files = [.. inputs.Select(f => Unpack(f, "x_" + Path.GetFileName(f).Replace("_in.fits.gz", ".fits")))];
        var options = new PhotEqOptions { RefPhot = referenceValue, RefPhotExt = referenceExtension, ReadOnly = readOnly, LogFile = In("photeq.log") };
        PhotEq.Run(files, options, cancel: TestContext.Current.CancellationToken);
        for (int i = 0; i < files.Length; i++)
        {
            using var expected = FitsFile.Open(inputs[i].Replace("_in.", "_out."));
            using var found = FitsFile.Open(files[i]);
            Assert.Equal(expected.Hdus.Count, found.Hdus.Count);
            for (int h = 0; h < expected.Hdus.Count; h++)
            {
                foreach (string keyword in (string[])["PHOTFLAM", "PHOTFNU", "PHOTZPT", "BUNIT"])
                {
                    if (expected[h].Header.FindDouble(keyword) is { } number) Assert.Equal(number, found[h].Header.GetDouble(keyword), Math.Abs(number) * 1e-13);
                    else Assert.Equal(expected[h].Header.FindString(keyword), found[h].Header.FindString(keyword));
                }
                if (expected[h] is not ImageHdu { HasData: true } image) continue;
                float[] e = image.Read<float>().Pixels, f = ((ImageHdu)found[h]).Read<float>().Pixels;
                // Single precision: one unit in the last place of the product.
                for (int p = 0; p < e.Length; p++) Assert.Equal(e[p], f[p], Math.Abs(e[p]) * 1.5e-7);
            }
        }
        Assert.Equal(Comparable(File.ReadAllLines(Path.Combine(golden, "photeq.log"))), Comparable(File.ReadAllLines(In("photeq.log"))));
    }

    /// <summary>
    /// The log of the tutorial holds two runs: six real WFPC2 exposures with the reference SCI,3, and a simulated sky. From the old values in it
    /// follow its references, factors and words.
    /// </summary>
    [Fact]
    public void The_recorded_wfpc2_runs_are_reproduced_to_all_digits()
    {
        string[] log = File.ReadAllLines(SharedData.Path("data", "wfpc2-m2", "photeq.log"));
        int second = Array.FindLastIndex(log, l => l.Contains("started on"));
        Assert.True(second > 50);
        foreach (string[] run in (string[][])[log[..second], log[second..]])
        {
            var sensitivity = new Dictionary<string, double[]>();
            string file = "";
            int chip = 0;
            double reference = 0;
            foreach (string line in run)
            {
                if (ReferenceLine().Match(line) is { Success: true } value) reference = double.Parse(value.Groups[1].Value, CultureInfo.InvariantCulture);
                if (ProcessingLine().Match(line) is { Success: true } processing) sensitivity[file = processing.Groups[1].Value] = new double[4];
                if (ExtensionLine().Match(line) is { Success: true } extension) chip = int.Parse(extension.Groups[1].Value, CultureInfo.InvariantCulture);
                if (OldValue().Match(line) is { Success: true } old) sensitivity[file][chip - 1] = double.Parse(old.Groups[1].Value, CultureInfo.InvariantCulture);
                if (line.Contains("\"reference\"")) sensitivity[file][chip - 1] = reference;
            }
            foreach (var (name, values) in sensitivity)
                TinyExposures.Write(In(name), f => { for (int c = 1; c <= 4; c++) f["SCI", c].Header.Set("PHOTFLAM", values[c - 1]); });
            var options = new PhotEqOptions { RefPhotExt = "3", ReadOnly = false, LogFile = In("photeq.log") };
            var result = PhotEq.Run([.. sensitivity.Keys.Select(In)], options, cancel: TestContext.Current.CancellationToken);
            Assert.Equal(reference, result.ReferenceValue);
            Assert.Equal(Comparable(run), Comparable(File.ReadAllLines(In("photeq.log"))));
            File.Delete(In("photeq.log"));
        }
    }

    [Fact]
    public void A_log_that_is_there_is_continued()
    {
        string path = WriteChips("u1_c0m.fits", [2.5e-18, 2.4e-18, 2.45e-18, 2.49e-18], pixel: 1);
        for (int i = 0; i < 2; i++) PhotEq.Run(path, new PhotEqOptions { LogFile = In("photeq.log") }, cancel: TestContext.Current.CancellationToken);
        Assert.Equal(2, File.ReadAllLines(In("photeq.log")).Count(l => l.Contains("started on")));
    }

    [Fact]
    public void A_flux_computed_from_data_and_keyword_is_the_same_before_and_after()
    {
        double[] values = [2.5e-18, 2.4e-18, 2.45e-18, 2.49e-18];
        string path = WriteChips("u1_c0m.fits", values, pixel: 100);
        PhotEq.Run(path, new PhotEqOptions { ReadOnly = false, LogFile = null }, cancel: TestContext.Current.CancellationToken);
        using var file = FitsFile.Open(path);
        for (int c = 1; c <= 4; c++)
        {
            Assert.Equal(2.5e-18, file["SCI", c].Header.GetDouble("PHOTFLAM"));
            Assert.Equal(100 * values[c - 1], file.Image("SCI", c).Read<double>()[3, 3] * 2.5e-18, 1e-7 * 100 * values[c - 1]);
        }
    }

    [Fact]
    public void Nothing_is_written_by_default()
    {
        string path = WriteChips("u1_c0m.fits", [2.5e-18, 2.4e-18, 2.45e-18, 2.49e-18], pixel: 100);
        byte[] before = File.ReadAllBytes(path);
        var result = PhotEq.Run(path, new PhotEqOptions { LogFile = null }, cancel: TestContext.Current.CancellationToken);
        Assert.True(result.IsReadOnly);
        Assert.Equal(2.4 / 2.5, result.Changes[1].Factor, 12);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Fact]
    public void Files_without_the_keyword_are_left_out_and_named()
    {
        string with = WriteChips("u1_c0m.fits", [2.5e-18, 2.4e-18, 2.45e-18, 2.49e-18], pixel: 1);
        string without = TinyExposures.Write(In("u0_c0m.fits"));
        var result = PhotEq.Run([without, with], new PhotEqOptions { LogFile = null }, cancel: TestContext.Current.CancellationToken);
        Assert.Equal([without], result.SkippedFiles);
        Assert.Equal($"{with}['SCI',1]", result.ReferenceSource);
    }

    [Fact]
    public void No_keyword_anywhere_is_refused()
    {
        string path = TinyExposures.Write(In("u0_c0m.fits"));
        Assert.Equal("PHOTFLAM", Assert.Throws<InputException>(() => PhotEq.Run(path, new PhotEqOptions { LogFile = null }, cancel: TestContext.Current.CancellationToken)).Keyword);
    }

    [Fact]
    public void Integer_pixels_are_refused_and_no_file_is_touched()
    {
        string first = WriteChips("u1_c0m.fits", [2.5e-18, 2.4e-18, 2.45e-18, 2.49e-18], pixel: 100);
        string second = WriteChips("u2_c0m.fits", [2.6e-18, 2.6e-18, 2.6e-18, 2.6e-18], pixel: 100);
        FitsFile.Update(second, f =>
        {
            var hdu = f["SCI", 2];
            var replaced = ImageHdu.Create(new Image<short>(8, 8), hdu.Header.Clone());
            f.Remove(hdu);
            f.Add(replaced);
        });
        byte[] before = File.ReadAllBytes(first);
        var error = Assert.Throws<InputException>(() => PhotEq.Run([first, second], new PhotEqOptions { ReadOnly = false, LogFile = null }, cancel: TestContext.Current.CancellationToken));
        Assert.Equal("[SCI,2]", error.Hdu);
        Assert.Equal(before, File.ReadAllBytes(first));
    }

    [Theory]
    [InlineData(1.0, "1.0")]
    [InlineData(2.449067e-18, "2.449067e-18")]
    [InlineData(2e-18, "2e-18")]
    [InlineData(1.0240581413248393, "1.0240581413248393")]
    [InlineData(0.9329999999999999, "0.9329999999999999")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    public void Numbers_of_the_log_have_pythons_form(double value, string text) => Assert.Equal(text, PhotEqLog.Number(value));

    private string WriteChips(string name, double[] sensitivity, float pixel) => TinyExposures.Write(In(name), f =>
    {
        for (int c = 1; c <= 4; c++)
        {
            f["SCI", c].Header.Set("PHOTFLAM", sensitivity[c - 1]);
            var image = new Image<float>(8, 8);
            image.Span.Fill(pixel);
            f.Image("SCI", c).SetImage(image);
        }
    });

    private string Unpack(string packed, string name)
    {
        using var input = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        using var output = File.Create(In(name));
        input.CopyTo(output);
        return In(name);
    }

    /// <summary>A log without the lines of time and version.</summary>
    private static string[] Comparable(string[] log) => [.. log.Skip(2).Select(l => l.TrimEnd())];

    [GeneratedRegex(@"VALUE IS: ([0-9.e+-]+)")]
    private static partial Regex ReferenceLine();

    [GeneratedRegex(@"Processing file '(\w+\.fits)'")]
    private static partial Regex ProcessingLine();

    [GeneratedRegex(@"EXT: \('SCI', (\d)\)")]
    private static partial Regex ExtensionLine();

    [GeneratedRegex(@"old value was ([0-9.e+-]+)\)")]
    private static partial Regex OldValue();
}
