using HstNotebooks.Drizzling;
using HstNotebooks.Fits;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>An output that does not fit into memory is made in bands of rows; a small one, forced through tiny bands, must come out the same.</summary>
[Collection(WorkingFolder.Name)]
public class BandedOutputTests
{
    [Theory]
    [InlineData(false, "poly5", "square", "minmed")]
    [InlineData(true, "sinc", "lanczos3", "imedian")]
    [InlineData(false, "linear", "turbo", "mean")]
    public void Tiny_bands_give_the_same_bytes(bool build, string interpolation, string kernel, string combine)
    {
        var options = new AstroDrizzleOptions
        {
            Output = "field",
            RunFile = "",
            Preserve = false,
            Build = build,
            BlotInterp = Enum.Parse<BlotInterpolation>(interpolation, ignoreCase: true),
            FinalKernel = Enum.Parse<DrizzleKernel>(kernel, ignoreCase: true),
            CombineType = Enum.Parse<CombineType>(combine, ignoreCase: true),
            DrizSepFillVal = -3,
            FinalErr = true,
        };
        var whole = Products(options, long.MaxValue);
        var banded = Products(options, 1);
        Assert.Equal(whole.Keys.Order(), banded.Keys.Order());
        Assert.Contains(whole.Keys, name => name.EndsWith("_med.fits", StringComparison.Ordinal));
        Assert.Contains(whole.Keys, name => name.EndsWith("_single_wht.fits", StringComparison.Ordinal));
        foreach (var (name, bytes) in whole) Assert.True(bytes.AsSpan().SequenceEqual(banded[name]), $"{name} differs");
    }

    [Fact]
    public void A_product_with_checksums_is_written_in_bands_with_right_ones()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string path = Path.Combine(folder, "banded.fits");
            var file = new FitsFile();
            var hdu = ImageHdu.Reserve<float>([7, 5]);
            hdu.AddChecksum();
            file.Add(hdu);
            BandedFile.Write([(path, file)], open =>
            {
                open[0].WriteRows<float>(hdu, 3, [.. Enumerable.Range(21, 14).Select(i => (float)i)]);
                open[0].WriteRows<float>(hdu, 0, [.. Enumerable.Range(0, 21).Select(i => (float)i)]);
            });
            using var read = FitsFile.Open(path);
            Assert.Equal(Enumerable.Range(0, 35).Select(i => (float)i), ((ImageHdu)read.Hdus[0]).Read<float>().Pixels);
            Assert.Equal((ChecksumState.Correct, ChecksumState.Correct), read.Hdus[0].VerifyChecksum());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Where_a_band_cannot_be_made_no_file_appears()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string[] paths = [Path.Combine(folder, "a.fits"), Path.Combine(folder, "b.fits")];
            File.WriteAllText(paths[1], "old");
            var files = paths.Select(p => { var f = new FitsFile(); f.Add(ImageHdu.Reserve<int>([4, 4])); return (p, f); }).ToList();
            Assert.Throws<InvalidDataException>(() => BandedFile.Write(files, open =>
            {
                open[1].WriteRows<int>((ImageHdu)files[1].f.Hdus[0], 0, new int[8]);
                throw new InvalidDataException("input");
            }));
            Assert.Equal([paths[1]], Directory.GetFiles(folder));
            Assert.Equal("old", File.ReadAllText(paths[1]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Dictionary<string, byte[]> Products(AstroDrizzleOptions options, long maxBandPixels)
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string[] inputs = [.. "abc".Select(c => GoldenCase.WriteInput(folder, $"isim01a{c}q"))];
            var result = GoldenCase.InFolder(folder, () => AstroDrizzle.RunInBands(inputs, options, maxBandPixels));
            Assert.True(result.Frame.Height > 2 * Drizzler.BandRows, "the frame is one band");
            return Directory.GetFiles(folder).ToDictionary(p => Path.GetFileName(p), File.ReadAllBytes);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
