using System.Buffers.Binary;
using System.Diagnostics;
using System.Numerics;
using HstNotebooks.Fits;
using HstNotebooks.Fits.Compression;
using HstNotebooks.Images;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Fits;

/// <summary>What fitsverify, astropy and CFITSIO (by fitsio) say about our files, and what we read of theirs.</summary>
public sealed class OtherReadersTests : IDisposable
{
    private const int Width = 61, Height = 43;
    private readonly string folder = Checkout.NewScratchFolder();
    private string PathOf(string name) => Path.Combine(folder, name);
    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Fitsverify_finds_nothing_wrong_in_what_we_write()
    {
        Assert.SkipUnless(Run("fitsverify", "-h") is not null, "fitsverify is not installed");
        WriteEverything(PathOf("all.fits"));
        FitsFile.Update(PathOf("all.fits"), file => file[1].Header.Set("CHANGED", "in place"));
        FitsFile.Update(PathOf("all.fits"), file => file[2].Header.AddHistory(new string('x', 4000)));
        string report = Run("fitsverify", PathOf("all.fits"))!;
        string[] complaints = [.. report.Split('\n').Where(line => line.StartsWith("*** ", StringComparison.Ordinal)).Select(line => line.Trim())];
        // The undefined value is there on purpose; LONGSTRN was needed before version 4 of the standard.
        Assert.Equal(["*** Warning: Keyword #13, NOTHING has a null value.", "*** Warning: The OGIP long string keyword convention is used without the"], complaints);
        Assert.Contains("0 error(s)", report, StringComparison.Ordinal);
    }

    [Fact]
    public void Astropy_and_CFITSIO_read_our_images_and_tables_pixel_by_pixel()
    {
        string python = Python();
        WriteEverything(PathOf("all.fits"));
        Script(python, """
            import sys, numpy as np, fitsio
            from astropy.io import fits
            folder = sys.argv[1]
            with fits.open(folder + '/all.fits', checksum=True) as file, fitsio.FITS(folder + '/all.fits') as other:
                for i, hdu in enumerate(file):
                    if isinstance(hdu, (fits.ImageHDU, fits.CompImageHDU)):
                        other[i].read().astype('>f8').tofile(f'{folder}/cfitsio{i}.dat')
                        hdu.data.astype('>f8').tofile(f'{folder}/astropy{i}.dat')
                table = file['TABLE'].data
                assert list(table['name']) == ['a', 'bcd', ''], table['name']
                assert table['single'].dtype.itemsize == 8 and table['single'][1] == np.complex64(0.1 + 2j).astype('>c8'), table['single']
                assert [list(v) for v in table['list']] == [[1], [], [2, 3, 4]], table['list']
                assert list(table['flag']) == [True, False, True] and list(table['unsigned']) == [0, 60000, 65535]
                assert np.array_equal(other['TABLE']['id'][:], [1, 2**62, -3]) and np.array_equal(table['poly'], [[1, 2], [3, 4], [5, 6]])
            """);
        using var file = FitsFile.Open(PathOf("all.fits"));
        int compared = 0;
        foreach (var hdu in file.Hdus.OfType<ImageHdu>().Where(hdu => hdu.Index > 0))
        {
            double[] own = hdu.ReadArray<double>();
            foreach (string reader in (string[])["astropy", "cfitsio"]) compared += Same(own, $"{reader}{hdu.Index}.dat", hdu);
        }
        Assert.True(compared >= 2 * 15, $"only {compared} images");
    }

    [Fact]
    public void We_read_the_compressed_images_of_astropy_and_CFITSIO_pixel_by_pixel()
    {
        string python = Python();
        Script(python, """
            import sys, numpy as np, fitsio, warnings
            from astropy.io import fits
            warnings.simplefilter('ignore')
            folder = sys.argv[1]
            rng = np.random.default_rng(5)
            y, x = np.mgrid[0:43, 0:61]
            images = {'i2': (x * 7 + y * 13 % 50).astype('i2'), 'i4': (x * y * 1000 + rng.integers(0, 50, x.shape)).astype('i4'), 'u1': (x * y % 200).astype('u1'),
                      'f4': (100 + x * 0.5 + rng.normal(0, 2, x.shape)).astype('f4'), 'f8': 1000 + y * 0.25 + rng.normal(0, 3, x.shape)}
            images['f4'][10:12, 3:9] = 0
            n = 0
            for code in ('RICE_1', 'GZIP_1', 'GZIP_2', 'HCOMPRESS_1', 'PLIO_1'):
                for kind, image in images.items():
                    if code == 'PLIO_1' and kind not in ('i2', 'u1'): continue
                    forms = [dict()] if kind[0] != 'f' else [dict(quantize_level=8, quantize_method=m, dither_seed=7) for m in (-1, 1, 2)]
                    if kind[0] == 'f' and code.startswith('GZIP'): forms.append(dict(quantize_level=0))
                    if code == 'HCOMPRESS_1' and kind[0] == 'i': forms.append(dict(hcomp_scale=4, hcomp_smooth=1))
                    for form in forms:
                        name = f'{folder}/theirs{n}.fits'
                        # CFITSIO wants tiles of at least 4 rows for HCOMPRESS.
                        fits.HDUList([fits.PrimaryHDU(), fits.CompImageHDU(image, compression_type=code, tile_size=(61, 16) if code == 'HCOMPRESS_1' else (61, 1), **form)]).writeto(name)
                        fits.getdata(name, 1).astype('>f8').tofile(f'{folder}/astropy{n}.dat')
                        fitsio.read(name, ext=1).astype('>f8').tofile(f'{folder}/cfitsio{n}.dat')
                        n += 1
                    if kind != 'u1' or code != 'PLIO_1':
                        name = f'{folder}/theirs{n}.fits'
                        with fitsio.FITS(name, 'rw') as file: file.write(image, compress=code, tile_dims=(16, 61) if code == 'HCOMPRESS_1' else (3, 61))
                        fits.getdata(name, 1).astype('>f8').tofile(f'{folder}/astropy{n}.dat')
                        fitsio.read(name, ext=1).astype('>f8').tofile(f'{folder}/cfitsio{n}.dat')
                        n += 1
            """);
        int compared = 0;
        foreach (string path in Directory.GetFiles(folder, "theirs*.fits"))
        {
            string number = Path.GetFileNameWithoutExtension(path)["theirs".Length..];
            using var file = FitsFile.Open(path);
            var hdu = (ImageHdu)file[1];
            Assert.True(hdu.IsCompressed);
            double[] own = hdu.ReadArray<double>();
            foreach (string reader in (string[])["astropy", "cfitsio"]) compared += Same(own, $"{reader}{number}.dat", hdu);
        }
        Assert.True(compared >= 2 * 40, $"only {compared} images");
    }

    [Theory]
    [InlineData(FloatDither.None, "-q0")]
    [InlineData(FloatDither.Subtractive1, "-q")]
    [InlineData(FloatDither.Subtractive2, "-qz")]
    public void Undefined_pixels_go_through_fpack_and_funpack_both_ways(FloatDither dither, string option)
    {
        Assert.SkipUnless(Run("funpack", "-V") is not null && Run("fpack", "-V") is not null, "fpack and funpack are not installed");
        var random = new Random(4);
        var image = new Image<float>(Width, Height, [.. Enumerable.Range(0, Width * Height).Select(i => i % 331 == 0 ? float.NaN : i % 50 < 2 ? 0 : (float)(1000 + random.NextDouble()))]);
        using (var file = new FitsFile())
        {
            file.Add(new ImageHdu());
            file.Add(ImageHdu.Create(image));
            file.Save(PathOf("plain.fits"));
            ((ImageHdu)file[1]).Compression = new TileCompression { Dither = dither };
            file.Save(PathOf("ours.fits"));
        }
        Assert.EndsWith("exit 0", Run("funpack", "-O", PathOf("unpacked.fits"), PathOf("ours.fits"))!, StringComparison.Ordinal);
        Assert.EndsWith("exit 0", Run("fpack", option, "4", "-O", PathOf("theirs.fits"), PathOf("plain.fits"))!, StringComparison.Ordinal);
        Assert.EndsWith("exit 0", Run("funpack", "-O", PathOf("theirs-unpacked.fits"), PathOf("theirs.fits"))!, StringComparison.Ordinal);
        Compare("ours.fits", "unpacked.fits");
        Compare("theirs.fits", "theirs-unpacked.fits");

        void Compare(string compressed, string plain)
        {
            using FitsFile packed = FitsFile.Open(PathOf(compressed)), unpacked = FitsFile.Open(PathOf(plain));
            float[] own = ((ImageHdu)packed[1]).Read<float>().Pixels, theirs = ((ImageHdu)unpacked[1]).Read<float>().Pixels;
            for (int i = 0; i < own.Length; i++)
            {
                Assert.Equal(float.IsNaN(image.Pixels[i]), float.IsNaN(own[i]));
                Assert.True(own[i].Equals(theirs[i]) || Math.Abs(own[i] - theirs[i]) <= Math.BitIncrement(Math.Abs(theirs[i])) - Math.Abs(theirs[i]), $"{compressed}: pixel {i} is {own[i]:R} instead of {theirs[i]:R}");
            }
        }
    }

    /// <summary>Every form that we write: each type of pixels, plain and in each compression, a table of each type of column, long and odd cards, checksums.</summary>
    private static void WriteEverything(string path)
    {
        var random = new Random(4);
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        var primary = file.PrimaryHeader;
        primary.Set("LONG", string.Concat(Enumerable.Repeat("a long 'string' ", 20)).Trim(), "goes on over CONTINUE cards");
        primary.Set("HIERARCH ESO DET NAME", "hierarchical");
        primary.Set("COMPLEX", new Complex(1.5, -2));
        primary.Set("NOTHING", null, "undefined");
        primary.AddHistory("written for other readers");
        Plain(i => (byte)(i % 251));
        Plain(i => (sbyte)(i % 250 - 120));
        Plain(i => (short)(i * 7 - 9000));
        Plain(i => (ushort)(60000 - i));
        Plain(i => i * 123457);
        Plain(i => (uint)i * 1500000u);
        Plain(i => (long)i << 30);
        Plain(i => i % 97 == 0 ? float.NaN : MathF.Sin(i));
        Plain(i => Math.Sqrt(i));
        foreach (var code in (TileCode[])[TileCode.Rice, TileCode.Gzip])
        {
            Add(Image(i => (short)(i * 7 - 9000)), new TileCompression { Code = code });
            Add(Image(i => i * 123457), new TileCompression { Code = code, Tile = [16, 16] });
            foreach (var dither in Enum.GetValues<FloatDither>())
                // Without undefined pixels: those readers do not ask CFITSIO to look for ZBLANK, and show a number instead.
                Add(Image(i => i % 50 < 2 ? 0 : (float)(1000 + random.NextDouble())), new TileCompression { Code = code, Dither = dither });
        }
        Add(Image(i => MathF.Sin(i)), new TileCompression { Code = TileCode.Gzip, QuantizeLevel = 0 });
        file.Add(TableHdu.Create(new Table(
        [
            new TableColumn<string>("name", ["a", "bcd", ""]), new TableColumn<long>("id", [1, 1L << 62, -3]), new TableColumn<ushort>("unsigned", [0, 60000, 65535]),
            new TableColumn<bool>("flag", [true, false, true]), new TableColumn<int>("n", [1, 2, 3], missing: [false, true, false]), new TableColumn<double>("ra", [1.5, double.NaN, 3], unit: "deg"),
            new TableColumn<Complex>("single", [Complex.One, new(0.1f, 2), Complex.Zero]) { IsSingleComplex = true }, new TableColumn<Complex>("double", [Complex.One, new(0.1, 2), Complex.Zero]),
            new TableColumn<double[]>("poly", [[1, 2], [3, 4], [5, 6]]), new TableColumn<int[]>("list", [[1], [], [2, 3, 4]]),
        ]), "table"));
        foreach (var hdu in file.Hdus) hdu.AddChecksum();
        file.Save(path);

        Image<T> Image<T>(Func<int, T> pixel) where T : unmanaged => new(Width, Height, [.. Enumerable.Range(0, Width * Height).Select(pixel)]);
        void Plain<T>(Func<int, T> pixel) where T : unmanaged => Add(Image(pixel), null);
        void Add<T>(Image<T> image, TileCompression? compression) where T : unmanaged
        {
            var hdu = ImageHdu.Create(image);
            hdu.Compression = compression;
            file.Add(hdu);
        }
    }

    /// <summary>Compares with big-endian doubles in a file; rounded reals may differ by the last bit of a float.</summary>
    private int Same(double[] own, string name, ImageHdu hdu)
    {
        byte[] bytes = File.ReadAllBytes(PathOf(name));
        Assert.Equal(own.Length * 8, bytes.Length);
        for (int i = 0; i < own.Length; i++)
        {
            double theirs = BinaryPrimitives.ReadDoubleBigEndian(bytes.AsSpan(8 * i));
            bool isSame = own[i].Equals(theirs) || (hdu.BitPix < 0 && hdu.IsCompressed && Math.Abs(own[i] - theirs) <= Math.BitIncrement((float)Math.Abs(theirs)) - (float)Math.Abs(theirs));
            Assert.True(isSame, $"{hdu.Header.File} {hdu.Label} {name}: pixel {i} is {own[i]:R} instead of {theirs:R}");
        }
        return 1;
    }

    private static string Python()
    {
        string? python = ((string[])["python3", "/usr/bin/python3"]).FirstOrDefault(candidate => Run(candidate, "-c", "import astropy, fitsio; print('found')")?.StartsWith("found", StringComparison.Ordinal) == true);
        Assert.SkipWhen(python is null, "python with astropy and fitsio is not installed");
        return python;
    }

    private void Script(string python, string text)
    {
        string path = PathOf("script.py");
        File.WriteAllText(path, text);
        string output = Run(python, path, folder)!;
        Assert.True(output.EndsWith("exit 0", StringComparison.Ordinal), output);
    }

    /// <summary>Both outputs of a program and its exit code; null where it cannot be started.</summary>
    private static string? Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            Assert.True(process.WaitForExit(120_000), $"{program} does not end");
            return $"{output}{errors.Result}exit {process.ExitCode}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
