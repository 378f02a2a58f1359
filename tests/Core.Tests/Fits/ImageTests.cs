using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Fits;

public sealed class ImageTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();
    private string PathOf(string name) => Path.Combine(folder, name);
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private FitsFile Saved(string name, params Hdu[] hdus)
    {
        using var file = new FitsFile();
        foreach (var hdu in hdus) file.Add(hdu);
        file.Save(PathOf(name));
        return FitsFile.Open(PathOf(name));
    }

    private void Comes_back<T>(params T[] values) where T : unmanaged
    {
        using var file = Saved($"{typeof(T).Name}.fits", ImageHdu.Create(new Image<T>(values.Length, 1, values)));
        Assert.Equal(values, ((ImageHdu)file[0]).Read<T>().Pixels);
    }

    [Fact]
    public void Every_pixel_type_comes_back()
    {
        Comes_back<byte>(0, 1, 255);
        Comes_back<sbyte>(-128, 0, 127);
        Comes_back(short.MinValue, (short)-1, short.MaxValue);
        Comes_back<ushort>(0, 32768, ushort.MaxValue);
        Comes_back(int.MinValue, -1, int.MaxValue);
        Comes_back(0u, 2147483648u, uint.MaxValue);
        Comes_back(long.MinValue, -1, long.MaxValue);
        Comes_back(0ul, 9223372036854775808ul, ulong.MaxValue);
        Comes_back(float.MinValue, float.NaN, 1.5f, float.PositiveInfinity);
        Comes_back(double.MinValue, double.NaN, 1.5, double.Epsilon);
    }

    [Fact]
    public void A_section_reads_the_same_pixels_as_the_whole_image()
    {
        var pixels = Enumerable.Range(0, 70 * 50).Select(i => i * 0.5f).ToArray();
        using var file = Saved("section.fits", new ImageHdu(), ImageHdu.Create(new Image<float>(70, 50, pixels)));
        var hdu = (ImageHdu)file[1];
        Assert.Equal(hdu.Read<float>().CutOut(13, 7, 20, 30).Pixels, hdu.ReadSection<float>(13, 7, 20, 30).Pixels);
        Assert.Contains("leaves the image", Assert.Throws<FitsException>(() => hdu.ReadSection<float>(60, 0, 11, 1)).Message);
    }

    [Fact]
    public void Scaled_integers_and_BLANK_become_physical_values()
    {
        var hdu = ImageHdu.Create(new Image<short>(4, 1, [1, 2, -99, 4]));
        hdu.Header.Set("BSCALE", 0.5);
        hdu.Header.Set("BZERO", 10);
        hdu.Header.Set("BLANK", -99);
        using var file = Saved("scaled.fits", hdu);
        Assert.Equal([10.5, 11, double.NaN, 12], ((ImageHdu)file[0]).Read<double>().Pixels);
        Assert.Contains("does not fit", Assert.Throws<FitsException>(() => ((ImageHdu)file[0]).Read<int>()).Message);
    }

    [Fact]
    public void BLANK_of_an_unsigned_image_is_a_stored_value()
    {
        var hdu = ImageHdu.Create(new Image<ushort>(3, 1, [0, 5, 65535]));
        hdu.Header.Set("BLANK", -32768);
        using var file = Saved("blank.fits", hdu);
        Assert.Equal([float.NaN, 5, 65535], ((ImageHdu)file[0]).Read<float>().Pixels);
        Assert.Equal([0, 5, 65535], ((ImageHdu)file[0]).Read<ushort>().Pixels);
    }

    [Fact]
    public void A_value_that_does_not_fit_is_refused_and_not_clipped()
    {
        using var file = Saved("fit.fits", ImageHdu.Create(new Image<double>(2, 1, [1, 70000])), ImageHdu.Create(new Image<float>(1, 1, [float.NaN])),
            ImageHdu.Create(new Image<double>(1, 1, [9223372036854775808.0])), ImageHdu.Create(new Image<float>(1, 1, [1.5f])));
        for (int i = 0; i < 4; i++)
        {
            var error = Assert.Throws<FitsException>(() => ((ImageHdu)file[i]).Read<long>() is { } image && i == 0 ? ((ImageHdu)file[0]).Read<short>() : throw new InvalidOperationException());
            Assert.Contains("does not fit", error.Message);
            Assert.NotNull(error.File);
        }
    }

    [Fact]
    public void A_header_of_a_constant_image_gives_its_pixels()
    {
        var header = new FitsHeader();
        var hdu = new ImageHdu(header);
        hdu.Header.Set("NPIX1", 3);
        hdu.Header.Set("NPIX2", 2);
        hdu.Header.Set("PIXVALUE", 7.0);
        using var file = Saved("constant.fits", new ImageHdu(), hdu);
        var image = (ImageHdu)file[1];
        Assert.Equal((3, 2, true), (image.Width, image.Height, image.HasData));
        Assert.Equal([7, 7, 7, 7, 7, 7], image.Read<ushort>().Pixels);
    }

    [Fact]
    public void A_cube_is_read_as_an_array_and_refused_as_an_image()
    {
        using var file = Saved("cube.fits", ImageHdu.Create(Enumerable.Range(0, 24).ToArray(), [2, 3, 4]));
        Assert.Equal(Enumerable.Range(0, 24), ((ImageHdu)file[0]).ReadArray<int>());
        Assert.Contains("3 axes", Assert.Throws<FitsException>(() => ((ImageHdu)file[0]).Read<int>()).Message);
    }

    [Fact]
    public void A_gzip_file_is_recognised_by_its_content()
    {
        using (Saved("a.fits.gz", ImageHdu.Create(new Image<int>(2, 1, [1, 2])))) { }
        File.Move(PathOf("a.fits.gz"), PathOf("a.fits"));
        using var file = FitsFile.Open(PathOf("a.fits"));
        Assert.Equal([1, 2], ((ImageHdu)file[0]).Read<int>().Pixels);
    }

    [Fact]
    public void Several_threads_read_one_file()
    {
        var pixels = Enumerable.Range(0, 400 * 300).Select(i => (float)i).ToArray();
        using var file = Saved("threads.fits", ImageHdu.Create(new Image<float>(400, 300, pixels)));
        Parallel.For(0, 300, y => Assert.Equal(pixels.AsSpan(y * 400, 400).ToArray(), ((ImageHdu)file[0]).ReadSection<float>(0, y, 400, 1).Pixels));
    }
}
