using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Tasks;
using HstNotebooks.Tests.Wcs;

namespace HstNotebooks.Tests.Tasks;

/// <summary>resetbits and pixreplace against golden/tasks/resetbits_pixreplace, value by value.</summary>
public sealed class PixelTaskTests : IDisposable
{
    private readonly string _folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory]
    [InlineData("reset_4096", "4096", null)]
    [InlineData("reset_list", "4096,64", null)]
    [InlineData("reset_range_ver1", "16,32", 1)]
    [InlineData("reset_sum", "96", null)]
    public void Bits_are_reset_as_recorded(string run, string bits, int? extVer)
    {
        string path = Input();
        var result = ResetBits.Run(path, new ResetBitsOptions { Bits = bits, ExtVer = extVer }, cancel: TestContext.Current.CancellationToken);
        Same(run, path);
        Assert.True(result[0].Pixels > 0);
    }

    [Theory]
    [InlineData("replace_nan_0", null, 0.0, "")]
    [InlineData("replace_m999_nan_ext1_3", -999.0, null, "[1, 3]")]
    [InlineData("replace_nan_m1_ext3", null, -1.0, "3")]
    [InlineData("replace_0_7_allext", 0.0, 7.0, "")]
    public void Pixels_are_replaced_as_recorded(string run, double? from, double? to, string ext)
    {
        string path = Input();
        PixReplace.Run(path, new PixReplaceOptions { PixValue = from, NewValue = to, Ext = ext }, cancel: TestContext.Current.CancellationToken);
        Same(run, path);
    }

    [Fact]
    public void An_integer_array_does_not_take_NaN_and_the_file_stays_as_it_was()
    {
        string path = Input();
        byte[] before = File.ReadAllBytes(path);
        var error = Assert.Throws<InputException>(() => PixReplace.Run(path, new PixReplaceOptions { PixValue = 0, NewValue = null }, cancel: TestContext.Current.CancellationToken));
        Assert.Contains("DQ", error.Hdu, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("12,64")]
    [InlineData("-4")]
    [InlineData("0")]
    public void Words_that_are_no_bits_are_refused(string bits) =>
        Assert.Equal("bits", Assert.Throws<ParameterException>(() => ResetBits.Run(Input(), new ResetBitsOptions { Bits = bits }, cancel: TestContext.Current.CancellationToken)).Parameter);

    [Fact]
    public void A_missing_array_or_extension_is_named()
    {
        string path = Input();
        Assert.Contains("[DQ,9]", Assert.Throws<InputException>(() => ResetBits.Run(path, new ResetBitsOptions { ExtVer = 9 }, cancel: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Throws<FitsException>(() => PixReplace.Run(path, new PixReplaceOptions { Ext = "77" }, cancel: TestContext.Current.CancellationToken));
    }

    private string Input()
    {
        string path = Path.Combine(_folder, "in.fits");
        using var file = FitsFile.Open(SharedData.Path("golden/tasks/resetbits_pixreplace/in.fits.gz"));
        file.Save(path);
        return path;
    }

    private static void Same(string run, string path)
    {
        using var expected = FitsFile.Open(SharedData.Path($"golden/tasks/resetbits_pixreplace/{run}.fits.gz"));
        using var own = FitsFile.Open(path);
        Assert.Equal(expected.Hdus.Count, own.Hdus.Count);
        for (int i = 0; i < expected.Hdus.Count; i++)
        {
            if (expected[i] is not ImageHdu { HasData: true } image) continue;
            Assert.Equal(image.Header.GetInt("BITPIX"), own[i].Header.GetInt("BITPIX"));
            Assert.Equal(image.Read<double>().Pixels, ((ImageHdu)own[i]).Read<double>().Pixels);
        }
    }
}
