using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Formatting;
using HstNotebooks.Images;
using HstNotebooks.Magics;
using HstNotebooks.Pictures;
using HstNotebooks.Tables;

namespace HstNotebooks.Tests.Magics;

public sealed class FileMagicsTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();
    private readonly FakeHost host = new();

    public FileMagicsTests()
    {
        foreach (string name in new[] { "a", "b" })
        {
            var header = new FitsHeader();
            header.Set("ROOTNAME", name);
            header.Set("EXPTIME", 30.5);
            var file = new FitsFile();
            file.Add(new ImageHdu(header));
            var science = ImageHdu.Create(new Image<float>(30, 20, [.. Enumerable.Range(0, 600).Select(i => (float)i)]));
            science.Header.Set("EXTNAME", "SCI");
            science.Header.Set("WCSNAME", "TEST");
            file.Add(science);
            file.Save(Path.Combine(folder, name + ".fits"));
        }
    }

    public void Dispose() => Directory.Delete(folder, true);

    private async Task<object?> Run(string name, string line)
    {
        var magic = MagicCatalog.Find("#!" + name)!;
        return await magic.Run(MagicCatalog.Parse(magic, line.Replace("DIR", folder)), host, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Fitsinfo_lists_the_extensions()
    {
        using var file = Assert.IsType<FitsFile>(await Run("fitsinfo", "DIR/a.fits --as f"));
        Assert.Same(file, host.Variables["f"]);
        string text = Formatters.Format(file).Text;
        Assert.Contains("PrimaryHDU", text);
        Assert.Contains("(30, 20)", text);
        Assert.Contains("float32", text);
        Assert.Contains("\"name\": \"SCI\"", MagicCatalog.Find("fitsinfo")!.ToJson!(file));
    }

    [Fact]
    public async Task Header_shows_cards_or_a_table_of_keywords()
    {
        var header = Assert.IsType<FitsHeader>(await Run("header", "DIR/a.fits[sci,1]"));
        Assert.Contains("WCSNAME = 'TEST'", Formatters.Format(header).Text);
        var table = Assert.IsType<Table>(await Run("header", "DIR/*.fits ROOTNAME EXPTIME,WCSNAME"));
        Assert.Equal(["filename", "ROOTNAME", "EXPTIME", "WCSNAME"], table.Columns.Select(c => c.Name));
        Assert.Equal(["a", "b"], table.Strings("ROOTNAME"));
        table = Assert.IsType<Table>(await Run("header", "DIR/a.fits DIR/b.fits EXPTIME"));
        Assert.Equal([30.5, 30.5], table.Doubles("EXPTIME"));
    }

    [Fact]
    public async Task Display_shows_and_writes_a_picture()
    {
        var picture = Assert.IsType<ImagePicture>(await Run("display", "DIR/a.fits[SCI,1] DIR/out.png --stretch sqrt --vmin 10 --vmax=500 --cmap inferno --colorbar no"));
        Assert.Equal((10.0, 500.0, Stretch.Sqrt, "inferno"), (picture.Display.Low, picture.Display.High, picture.Display.Stretch, picture.Display.Colours.Name));
        Assert.True(File.Exists(Path.Combine(folder, "out.png")));
        Assert.Contains("out.png", Assert.Single(host.Lines));
    }

    [Theory]
    [InlineData("display", "DIR/none.fits")]
    [InlineData("fitsinfo", "DIR/none.fits")]
    [InlineData("header", "DIR/none.fits")]
    [InlineData("header", "DIR/none*.fits EXPTIME")]
    [InlineData("header", "DIR/a.fits[5]")]
    public async Task What_is_not_there_is_named(string magic, string line) => Assert.NotNull((await Assert.ThrowsAnyAsync<HstException>(() => Run(magic, line))).Message);

    [Fact]
    public async Task A_wrong_flag_value_names_the_parameter()
    {
        Assert.Equal("stretch", (await Assert.ThrowsAsync<ParameterException>(() => Run("display", "DIR/a.fits --stretch square"))).Parameter);
        Assert.Contains("--stretch", (await Assert.ThrowsAsync<ParameterException>(() => Run("display", "DIR/a.fits --strech log"))).Advice);
    }

    [Fact]
    public async Task Help_is_shown_and_nothing_run()
    {
        var help = Assert.IsType<MagicHelp>(await Run("tweakreg", "--help"));
        Assert.Contains("--searchrad", help.Text);
        Assert.Contains("--conv_width", help.Text);
        Assert.Contains("--as", help.Text);
    }
}
