using System.Globalization;
using System.IO.Compression;
using HstNotebooks.Alignment;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Formatting;
using HstNotebooks.Hosting;
using HstNotebooks.Magics;
using HstNotebooks.Tables;
using HstNotebooks.Tasks;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Magics;

public sealed class TaskMagicsTests
{
    private readonly FakeHost host = new();

    private async Task<object?> Run(string name, string line)
    {
        var magic = MagicCatalog.Find(name)!;
        return await magic.Run(MagicCatalog.Parse(magic, line), host, TestContext.Current.CancellationToken);
    }

    /// <summary>The first pair of the golden list of pixel and sky positions of the simulated case, before alignment.</summary>
    [Fact]
    public async Task Pixtosky_and_skytopix_follow_the_golden_positions()
    {
        string image = SharedData.Path("golden", "small", "isim01aaq_flc.fits.gz");
        string[] row = File.ReadLines(Directory.GetFiles(SharedData.Path("golden", "small", "before"), "isim01aaq*sci1_pixsky.csv")[0]).Skip(1).First().Split(',');
        var sky = Assert.IsType<CoordinateList>(await Run("pixtosky", $"{image}[sci,1] --x {row[0]} --y {row[1]} --precision 10 --as sky"));
        Assert.Same(sky, host.Variables["sky"]);
        Assert.Equal(double.Parse(row[2], CultureInfo.InvariantCulture), sky.X[0], 1e-10);
        Assert.Equal(double.Parse(row[3], CultureInfo.InvariantCulture), sky.Y[0], 1e-10);
        var back = Assert.IsType<CoordinateList>(await Run("skytopix", $"{image}[sci,1] --ra {row[2]} --dec {row[3]}"));
        Assert.Equal(double.Parse(row[0], CultureInfo.InvariantCulture), back.X[0], 1e-5);
        Assert.Contains("137.8669257", Formatters.Format(sky).Text);
    }

    [Theory]
    [InlineData("tweakreg", "none*.fits")]
    [InlineData("astrodrizzle", "none*.fits")]
    [InlineData("photeq", "none*.fits")]
    [InlineData("static_mask", "none*.fits")]
    [InlineData("skymatch", "none*.fits")]
    [InlineData("drizzle", "none.fits[sci,1] --outdata out.fits")]
    [InlineData("median", "none*.fits")]
    [InlineData("blot", "none.fits --reference none.fits[sci,1] --outdata out.fits")]
    [InlineData("driz_cr", "none*.fits")]
    [InlineData("updatewcs", "none*.fits")]
    [InlineData("tweakback", "none.fits")]
    [InlineData("pixtosky", "none.fits[sci,1] --x 1 --y 1")]
    [InlineData("write_headerlet", "none.fits")]
    [InlineData("attach_headerlet", "none.fits none_hlet.fits")]
    public async Task A_task_on_files_that_are_not_there_says_so(string magic, string line) =>
        Assert.NotEmpty((await Assert.ThrowsAnyAsync<HstException>(() => Run(magic, line))).Message);

    [Fact]
    public async Task The_files_to_work_on_may_stand_in_the_parameter_file()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string file = Path.Combine(folder, "astrodrizzle.cfg"), blank = Path.Combine(folder, "ablot.cfg");
            File.WriteAllText(file, $"_task_name_ = astrodrizzle\ninput = \"{folder}/fromfile*.fits\"\nclean = True\n");
            File.WriteAllText(blank, "_task_name_ = ablot\ndata = \"\"\n");
            Assert.Contains("fromfile", (await Assert.ThrowsAsync<InputException>(() => Run("astrodrizzle", $"--configobj {file}"))).File);
            Assert.Contains("given", (await Assert.ThrowsAsync<InputException>(() => Run("astrodrizzle", $"{folder}/given*.fits --configobj {file}"))).File);
            Assert.Equal("data", (await Assert.ThrowsAsync<ParameterException>(() => Run("blot", $"--configobj {blank}"))).Parameter);
            Assert.Equal("input", (await Assert.ThrowsAsync<ParameterException>(() => Run("astrodrizzle", "--clean"))).Parameter);
        }
        finally { Directory.Delete(folder, recursive: true); }
    }

    [Fact]
    public async Task Tweakreg_takes_its_catalog_as_a_variable_of_the_notebook()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string image = Path.Combine(folder, "isim01aaq_flc.fits");
            using (var packed = new GZipStream(File.OpenRead(SharedData.Path("golden", "small", "isim01aaq_flc.fits.gz")), CompressionMode.Decompress))
            using (var plain = File.Create(image)) packed.CopyTo(plain);
            NotebookHost.Current = host;
            host.Variables["gaia"] = Table.Read(SharedData.Path("golden", "small", "gaia.cat"), TableFormat.CommentedHeader).WithMetadata(new Dictionary<string, string>(), "gaia");
            var result = Assert.IsType<TweakRegResult>(await Run("tweakreg", $"{image} --refcat @csharp:gaia --searchrad 25 --searchunits pixels --threshold 200 --residplot 'No plot' --see2dplot no --writecat no --runfile ''"));
            Assert.True(result.IsGood);
            Assert.Equal("gaia", result.ReferenceName);
            // The golden fit of case gaia_rscale; there the frame is that of three exposures, whose CRPIX lies elsewhere.
            Assert.Equal(8.631545, result.Images[0].Fit!.ShiftX, 0.01);
            Assert.Contains("gaia (", ResultJson.Write(result));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task The_headerlet_magic_takes_the_task_as_its_first_word()
    {
        string folder = Checkout.NewScratchFolder();
        try
        {
            string image = Path.Combine(folder, "image.fits"), output = Path.Combine(folder, "one_hlet.fits");
            using (var file = FitsFile.Open(SharedData.Path("golden", "tasks", "headerlet", "tweaked_skeleton.fits.gz"))) file.Save(image);
            byte[] bytes = File.ReadAllBytes(image);
            await Run("headerlet", $"create {image} --hdrname ONE --output {output}");
            Assert.Equal(bytes, File.ReadAllBytes(image));
            await Run("headerlet", $"attach {image} {output}");
            await Run("headerlet", $"archive {image} --hdrname TWO");
            await Run("headerlet", $"restore {image} --hdrname ONE");
            await Run("headerlet", $"apply {image} --hdrlet {output} --primary false --wcsname again --attach false");
            await Run("headerlet", $"extract {image} --hdrname TWO --output {Path.Combine(folder, "two_hlet.fits")}");
            Assert.Equal(["ONE", "TWO"], Assert.IsType<Table>(await Run("headerlet", $"summary {image} --as s")).Strings("HDRNAME").Take(2));
            Assert.Null(await Run("headerlet", $"summary {image} --quiet"));
            await Run("headerlet", $"delete {image} --hdrname TWO");
            Assert.DoesNotContain("TWO", Assert.IsType<Table>(await Run("headerlet_summary", image)).Strings("HDRNAME"));
            Assert.Equal("action", (await Assert.ThrowsAsync<ParameterException>(() => Run("headerlet", $"destroy {image}"))).Parameter);
            Assert.Equal("pad", (await Assert.ThrowsAsync<ParameterException>(() => Run("headerlet", $"delete {image} --pad 3"))).Parameter);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public void The_results_of_tweakback_and_mapreg_are_shown_by_file_name_with_a_row_per_chip()
    {
        var solution = new WcsEntry(' ', "Gaia");
        string carried = Formatters.Format(new TweakBackResult("/far/away/drz.fits", new WcsEntry('A', "Rel"), solution, "because", "Gaia",
            [new TweakBackFile("/far/away/one_flc.fits", new WcsEntry('B', "Rel"), [new TweakBackChip(1, 0.38), new TweakBackChip(2, 0.375)])])).Text;
        Assert.DoesNotContain("/far", carried, StringComparison.Ordinal);
        Assert.Equal(2, carried.Split('\n').Count(line => line.Contains("one_flc.fits", StringComparison.Ordinal)));
        Assert.Contains("380.00", carried, StringComparison.Ordinal);
        Assert.Contains("because", carried, StringComparison.Ordinal);
        string mapped = Formatters.Format(new MapRegResult([new MapRegFile("/far/one.fits", 1, "regions/one_extn1_twreg.reg", 3), new MapRegFile("/far/one.fits", 4, "regions/one_extn4_twreg.reg", 2)], "regions/cat.txt")).Text;
        Assert.Contains("one_extn4_twreg.reg", mapped, StringComparison.Ordinal);
        Assert.DoesNotContain("/far", mapped, StringComparison.Ordinal);
        Assert.DoesNotContain("(", mapped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_out_of_range_names_the_parameter() =>
        Assert.Equal("precision", (await Assert.ThrowsAsync<ParameterException>(() => Run("pixtosky", "a.fits --x 1 --y 1 --precision 40"))).Parameter);

    [Theory]
    [InlineData("tweakreg", "searchrad threshold ref_threshold conv_width updatehdr outshifts residplot")]
    [InlineData("astrodrizzle", "output skymethod driz_sep_bits combine_type driz_cr_snr final_pixfrac final_bits build")]
    [InlineData("photeq", "ref_phot")]
    [InlineData("tweakback", "input wcsname newname force")]
    public void Tasks_have_drizzlepacs_flags(string name, string flags)
    {
        var parameters = MagicCatalog.Find(name)!.Parameters.Select(p => p.Name).ToHashSet();
        Assert.All(flags.Split(' '), flag => Assert.Contains(flag, parameters));
    }
}
