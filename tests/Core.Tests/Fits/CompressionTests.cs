using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Fits.Compression;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Fits;

/// <summary>The samples are tiles of the image (3 x^2 + 7 y - x y) mod 200 - 50, 13 x 11 pixels, as CFITSIO 4.2 encodes them.</summary>
public sealed class CompressionTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static readonly int[] Sample = [.. Enumerable.Range(0, 143).Select(i => (3 * (i % 13) * (i % 13) + 7 * (i / 13) - i % 13 * (i / 13)) % 200 - 50)];

    [Fact]
    public void The_Rice_code_is_that_of_CFITSIO_bit_by_bit()
    {
        byte[] code = Convert.FromBase64String("////zjwI1K9q7ISctBpcn4IvGJQuaOiAmLAa3B8CPZhTrWbkf8lKwbW56CTBgTLGTh8SFQN7Y8BLrQZVbFu9IykHFqdjhN3Q5FTBs8IigHNodAno0WNSvauyEnB1ZnIKK9HiULh9HRATA7sjg+BZkwp1rNy/JQeWJueggy4Eyxk4fEgPbAdseBpmwZVbFu9IwfV5qdg=");
        var pixels = new int[143];
        Assert.True(Rice.TryDecode(code, pixels, 4, 32));
        Assert.Equal(Sample, pixels);
        Assert.Equal(code, Rice.Encode(Sample, 4));
    }

    [Fact]
    public void HCOMPRESS_tiles_of_CFITSIO_are_decoded_exactly()
    {
        var pixels = new int[143];
        Assert.True(Hcompress.TryDecode(Convert.FromBase64String("3ZkAAAALAAAADQAAAAAAAAAAAAAFYAoJAfd+19K0R915KQf/VYk7nWwH8ilAKUA/9c3TN5QC304mWpkAAfRtEfhl4sx/3y6qq/7/OpmZmQCvCvD/BadQ8FoFXSovXwzMzM7OD/VfV/f/vQPoH/v+/4PBa8FjASAqqCqooiAD/Cv8KzAj/g////zMACAgARWI/EXiPxB/w/4f8N+H/A=="), pixels, smooth: false));
        Assert.Equal(Sample, pixels);

        byte[] lossy = Convert.FromBase64String("3ZkAAAALAAAADQAAASMAAAAAAAAABQIBAPd+1/6rySkj5dVVegQAKCbA");
        Assert.True(Hcompress.TryDecode(lossy, pixels, smooth: false));
        Assert.Equal([-19, -19, -19, -19, 17, 17, 90, 90, 127, -19, 54, 54, -19], pixels[65..78]);
        Assert.Equal((5294, 411628), (pixels.Sum(), pixels.Select((p, i) => p * i).Sum()));
        Assert.True(Hcompress.TryDecode(lossy, pixels, smooth: true));
        Assert.Equal([-19, -19, -19, -19, 3, 30, 90, 90, 126, -20, 53, 53, 6], pixels[65..78]);
        Assert.Equal((5275, 408688), (pixels.Sum(), pixels.Select((p, i) => p * i).Sum()));
    }

    [Fact]
    public void A_PLIO_line_of_CFITSIO_is_decoded()
    {
        var pixels = new int[13];
        Assert.True(PixelList.TryDecode(Convert.FromBase64String("AAAAB/+cAAsAAAAAAABgAlAFUAUAAg=="), pixels));
        Assert.Equal([3, 0, 0, 0, 0, 3, 0, 0, 0, 0, 3, 0, 0], pixels);
    }

    [Fact]
    public void The_random_numbers_of_dithering_end_as_the_standard_says()
    {
        // FITS standard 4.0, appendix I: after 10000 numbers the seed is 1043618065.
        var random = new Dithering(0, 10000);
        Assert.Equal((float)(1043618065 / 2147483647.0), LastOfSequence(ref random));

        static float LastOfSequence(ref Dithering random)
        {
            // The start with number 10000 begins at 500 times its value, and runs to the end of the sequence.
            float value = 0;
            int first = (int)((float)(1043618065 / 2147483647.0) * 500);
            for (int i = first; i < 10000; i++) value = random.Next();
            return value;
        }
    }

    public static TheoryData<TileCode, int[]?> Forms => new() { { TileCode.Rice, null }, { TileCode.Rice, [50, 40] }, { TileCode.Gzip, null }, { TileCode.Gzip, [50, 40] } };

    private FitsFile Saved(ImageHdu hdu, TileCompression compression)
    {
        hdu.Compression = compression;
        hdu.Header.Set("EXTNAME", "SCI");
        hdu.AddChecksum();
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        file.Add(hdu);
        file.Save(Path.Combine(folder, "c.fits"));
        return FitsFile.Open(Path.Combine(folder, "c.fits"));
    }

    private void Comes_back<T>(Func<int, T> pixel, TileCompression compression) where T : unmanaged
    {
        var image = new Image<T>(137, 83, [.. Enumerable.Range(0, 137 * 83).Select(pixel)]);
        using var file = Saved(ImageHdu.Create(image), compression);
        var hdu = file.Image("SCI");
        Assert.True(hdu.IsCompressed);
        Assert.Equal(image.Pixels, hdu.Read<T>().Pixels);
        Assert.Equal(image.CutOut(31, 35, 50, 20).Pixels, hdu.ReadSection<T>(31, 35, 50, 20).Pixels);
        Assert.Equal((ChecksumState.Correct, ChecksumState.Correct), hdu.VerifyChecksum());
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Compressed_integers_come_back_exactly(TileCode code, int[]? tile)
    {
        var compression = new TileCompression { Code = code, Tile = tile };
        var random = new Random(1);
        Comes_back(i => (byte)(i * i / 50), compression);
        Comes_back(i => (sbyte)(i % 250 - 120), compression);
        Comes_back(i => (short)(i * 7), compression);
        Comes_back(i => (ushort)(60000 - i), compression);
        Comes_back(i => i * 123457, compression);
        Comes_back(i => (uint)i * 400000, compression);
        Comes_back(_ => random.Next(int.MinValue, int.MaxValue), compression);
        Comes_back(_ => 5, compression);
    }

    [Fact]
    public void Unrounded_reals_come_back_exactly()
    {
        var compression = new TileCompression { Code = TileCode.Gzip, QuantizeLevel = 0, Tile = [64, 64] };
        Comes_back(i => i % 7 == 0 ? float.NaN : MathF.Sin(i), compression);
        Comes_back(i => i % 7 == 0 ? double.NegativeInfinity : Math.Sin(i), compression);
    }

    [Theory]
    [InlineData(TileCode.Rice, FloatDither.None)]
    [InlineData(TileCode.Rice, FloatDither.Subtractive1)]
    [InlineData(TileCode.Rice, FloatDither.Subtractive2)]
    [InlineData(TileCode.Gzip, FloatDither.Subtractive2)]
    public void Rounded_reals_come_back_within_half_a_step(TileCode code, FloatDither dither)
    {
        var random = new Random(2);
        var image = new Image<float>(200, 60, [.. Enumerable.Range(0, 12000).Select(i => i % 331 == 0 ? float.NaN : i % 100 < 3 ? 0 : (float)(1000 + random.NextDouble()))]);
        using var file = Saved(ImageHdu.Create(image), new TileCompression { Code = code, Dither = dither, QuantizeLevel = -0.25 });
        var back = file.Image("SCI").Read<float>();
        double sum = 0;
        for (int i = 0; i < 12000; i++)
        {
            Assert.Equal(float.IsNaN(image.Pixels[i]), float.IsNaN(back.Pixels[i]));
            // Half a step, and the last bit of a float near 1000.
            if (!float.IsNaN(image.Pixels[i])) Assert.True(Math.Abs(back.Pixels[i] - image.Pixels[i]) <= 0.125 + 1e-4, $"pixel {i}: {image.Pixels[i]} became {back.Pixels[i]}");
            if (dither == FloatDither.Subtractive2 && image.Pixels[i] == 0) Assert.Equal(0, back.Pixels[i]);
            if (!float.IsNaN(image.Pixels[i])) sum += back.Pixels[i] - image.Pixels[i];
        }
        Assert.True(Math.Abs(sum / 12000) < 0.01);
    }

    [Fact]
    public void A_changed_header_of_a_compressed_image_leaves_its_tiles_alone()
    {
        using (Saved(ImageHdu.Create(new Image<int>(13, 11, Sample)), new TileCompression())) { }
        string path = Path.Combine(folder, "c.fits");
        byte[] before = File.ReadAllBytes(path);
        FitsFile.Update(path, file => { });
        Assert.Equal(before, File.ReadAllBytes(path));
        FitsFile.Update(path, file => file["SCI"].Header.Set("WCSNAME", "FIT"));
        using var after = FitsFile.Open(path);
        var hdu = after.Image("SCI");
        Assert.Equal("FIT", hdu.Header.GetString("WCSNAME"));
        Assert.Equal((13, 11, 32), (hdu.Header.GetInt("NAXIS1"), hdu.Height, hdu.BitPix));
        Assert.Equal(Sample, hdu.Read<int>().Pixels);
        Assert.Equal((ChecksumState.Correct, ChecksumState.Correct), hdu.VerifyChecksum());
    }

    [Fact]
    public void A_damaged_tile_is_named()
    {
        using (Saved(ImageHdu.Create(new Image<int>(13, 11, Sample)), new TileCompression { Tile = [13, 4] })) { }
        string path = Path.Combine(folder, "c.fits");
        byte[] bytes = File.ReadAllBytes(path);
        int table = Array.LastIndexOf(bytes, (byte)'E', bytes.Length - 2880) / 2880 * 2880 + 2880;
        // The second row of the table: its array gets the length 1.
        bytes[table + 8 + 3] = 1;
        File.WriteAllBytes(path, bytes);
        using var file = FitsFile.Open(path);
        Assert.Equal(ChecksumState.Wrong, file["SCI"].VerifyChecksum().DataSum);
        var error = Assert.ThrowsAny<HstException>(() => file.Image("SCI").Read<int>());
        Assert.Contains("tile 2", error.Message);
        Assert.Equal(2, error.Row);
    }

    [Fact]
    public void What_no_reader_could_unpack_is_not_compressed()
    {
        Assert.Throws<FitsException>(() => Saved(ImageHdu.Create(new Image<long>(2, 1, [1, 2])), new TileCompression { Code = TileCode.Gzip }));
        Assert.Throws<FitsException>(() => Saved(ImageHdu.Create(new Image<float>(2, 1, [1, 2])), new TileCompression { QuantizeLevel = 0 }));
    }
}
