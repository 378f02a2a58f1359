using HstNotebooks.Drizzling;
using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Drizzling;

/// <summary>The task blendheaders on a drizzled file (golden/tasks/blendheaders).</summary>
[Collection(WorkingFolder.Name)]
public sealed class BlendHeadersTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_table_has_a_row_for_each_chip_and_the_columns_of_the_reference()
    {
        var result = BlendHeaders.Run(WriteDrizzled(), new BlendHeadersOptions { Inputs = Inputs() });
        string[] golden = File.ReadLines(SharedData.Path("golden", "tasks", "blendheaders", "wfc3_small_table.csv")).First().Split(',');
        Assert.Equal(golden, result.HeaderTable.Columns.Select(c => c.Name));
        Assert.Equal(6, result.HeaderTable.RowCount);
        using var file = FitsFile.Open(result.Path);
        Assert.Equal(6, ((TableHdu)file["HDRTAB"]).ReadTable().RowCount);
    }

    [Fact]
    public void Keywords_follow_the_rules_and_those_of_the_product_stay()
    {
        BlendHeaders.Run(WriteDrizzled(), new BlendHeadersOptions { Inputs = Inputs() });
        using var file = FitsFile.Open(Path.Combine(folder, "sim_drc.fits"));
        var golden = FitsHeader.ParseText(File.ReadAllText(SharedData.Path("golden", "tasks", "blendheaders", "wfc3_small_primary.hdr.txt")));
        foreach (string keyword in new[] { "TELESCOP", "INSTRUME", "DETECTOR", "FILTER", "TARGNAME", "PROPOSID", "CCDAMP", "ATODGNA" })
            Assert.Equal(golden[keyword], file.PrimaryHeader[keyword]);
        Assert.Equal("sim", file.PrimaryHeader.GetString("ROOTNAME"));
    }

    [Fact]
    public void A_new_file_leaves_the_drizzled_one_as_it_was()
    {
        string drizzled = WriteDrizzled(), output = Path.Combine(folder, "blended.fits");
        byte[] bytes = File.ReadAllBytes(drizzled);
        Assert.Equal(output, BlendHeaders.Run(drizzled, new BlendHeadersOptions { Inputs = Inputs(), Output = output }).Path);
        Assert.Equal(bytes, File.ReadAllBytes(drizzled));
        using var file = FitsFile.Open(output);
        Assert.NotNull(file.Find("HDRTAB"));
    }

    [Fact]
    public void Inputs_are_those_of_the_working_directory_and_a_file_stands_for_its_chips()
    {
        string[] exposures = [.. Inputs().Split(",").Where(i => i.Contains(".fits", StringComparison.Ordinal)).Select(i => i[..i.LastIndexOf('[')]).Distinct()];
        string there = Directory.CreateDirectory(Path.Combine(folder, "there")).FullName, product = Path.Combine(folder, "sim_drc.fits");
        using (var file = FitsFile.Open(exposures[0])) file.Save(Path.Combine(there, "one_flc.fits"));
        WriteDrizzled();
        var result = GoldenCase.InFolder(there, () => BlendHeaders.Run(product, new BlendHeadersOptions { Inputs = "one_flc.fits", Output = "new.fits" }));
        Assert.Equal(2, result.HeaderTable.RowCount);
        Assert.Equal("inputs", Assert.Throws<InputException>(() => GoldenCase.InFolder(there, () => BlendHeaders.Run(product, new BlendHeadersOptions { Inputs = "two_flc.fits" }))).Parameter);
    }

    [Fact]
    public void A_file_that_names_no_inputs_is_refused_with_the_parameter()
    {
        var error = Assert.Throws<InputException>(() => BlendHeaders.Run(WriteDrizzled()));
        Assert.Equal("inputs", error.Parameter);
    }

    [Fact]
    public void Exposures_with_other_names_of_extensions_are_blended_under_these()
    {
        string original = Inputs().Split(",")[0], exposure = original[..original.LastIndexOf('[')], renamed = Path.Combine(folder, "renamed.fits");
        using (var file = FitsFile.Open(exposure))
        {
            foreach (var hdu in file.Hdus.Where(h => h.Name == "SCI")) hdu.Header["EXTNAME"] = "IMG";
            file.Save(renamed);
        }
        string drizzled = WriteDrizzled();
        Assert.Throws<FitsException>(() => BlendHeaders.Run(drizzled, new BlendHeadersOptions { Inputs = renamed + "[img,1]" }));
        var expected = BlendHeaders.Run(drizzled, new BlendHeadersOptions { Inputs = exposure + "[sci,1]" }).HeaderTable;
        var found = BlendHeaders.Run(drizzled, new BlendHeadersOptions { Inputs = renamed + "[img,1]", SciExt = "img" }).HeaderTable;
        Assert.Equal(expected.Columns.Select(c => (c.Name, c.GetValue(0))).Where(c => c.Name != "EXTNAME"), found.Columns.Select(c => (c.Name, c.GetValue(0))).Where(c => c.Name != "EXTNAME"));
    }

    private static string Inputs() => string.Join(',', Directory.GetFiles(SharedData.Path("golden", "tasks", "blendheaders", "wfc3_small_inputs"))
        .Where(f => f.Contains(".fits", StringComparison.Ordinal)).Order(StringComparer.Ordinal).SelectMany(f => new[] { $"{f}[sci,1]", $"{f}[sci,2]" }));

    private string WriteDrizzled()
    {
        string path = Path.Combine(folder, "sim_drc.fits");
        using var file = new FitsFile();
        var primary = new FitsHeader();
        primary.Set("ROOTNAME", "sim");
        file.Add(new ImageHdu(primary));
        foreach (string name in new[] { "SCI", "WHT", "CTX" })
        {
            var header = new FitsHeader();
            header.Set("EXTNAME", name);
            file.Add(ImageHdu.Create(new Image<float>(4, 4), header));
        }
        file.Save(path);
        return path;
    }
}
