using HstNotebooks.Archives;
using HstNotebooks.Errors;
using HstNotebooks.Tables;
using Microsoft.AspNetCore.Http;

namespace HstNotebooks.Tests.Archives;

/// <summary>Choosing products and downloading them.</summary>
public sealed class MastProductTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static Table Recorded => MastTable.Parse(File.ReadAllBytes(SharedData.Path("data", "services", "mast", "products.json")));

    [Fact]
    public void Filters_follow_MASTs_own_rules()
    {
        var products = Recorded;
        int Count(ProductFilter filter) => Mast.FilterProducts(products, filter).RowCount;
        string[] groups = products.Strings("productSubGroupDescription");
        double[] sizes = products.Doubles("size");
        Assert.Equal(22, Count(new ProductFilter()));
        Assert.Equal(groups.Count(g => g == "C3M"), Count(new ProductFilter { SubGroup = ["c3m"] }));
        Assert.Equal(groups.Count(g => g is "C3M" or "C0M"), Count(new ProductFilter { SubGroup = ["C3M", "C0M"] }));
        Assert.Equal(groups.Count(g => g != "C3M"), Count(new ProductFilter { SubGroup = ["!C3M"] }));
        Assert.Equal(groups.Count(g => g == "C0M"), Count(new ProductFilter { SubGroup = ["C3M", "C0M", "!C3M"] }));
        Assert.Equal(products.Strings("productFilename").Count(n => n.EndsWith("jpg", StringComparison.Ordinal)), Count(new ProductFilter { Extension = ["jpg"] }));
        Assert.Equal(products.Strings("productGroupDescription").Count(g => g == "Minimum Recommended Products"), Count(new ProductFilter { MinimumRecommended = true }));
        Assert.Equal(sizes.Count(s => s >= 100000), Count(new ProductFilter().With("size", ">=100000")));
        Assert.Equal(sizes.Count(s => s is >= 20000 and <= 100000), Count(new ProductFilter().With("size", "20000..100000")));
        Assert.Equal(sizes.Count(s => s != 207360 && s < 1000000), Count(new ProductFilter().With("size", "!207360", "<1000000")));
        Assert.Equal(1, sizes.Count(s => s == 207360) > 0 ? 1 : 0);
        Assert.Equal(products.Strings("type").Count(t => t == "S"), Count(new ProductFilter { Project = ["HST"] }.With("type", "s")));
    }

    [Fact]
    public void A_wrong_filter_names_the_nearest_column()
    {
        Assert.Equal("did you mean productFilename?", Assert.Throws<ParameterException>(() => Mast.FilterProducts(Recorded, new ProductFilter().With("productFilname", "x"))).Advice);
        Assert.Contains("is no number", Assert.Throws<ParameterException>(() => Mast.FilterProducts(Recorded, new ProductFilter().With("size", ">big"))).Message);
    }

    [Fact]
    public async Task Products_are_laid_out_by_collection_and_observation()
    {
        await using var server = await FilesAsync();
        var products = Products(("mast:HST/product/ibwb01xqq_flc.fits", "ibwb01xqq_flc.fits", "IBWB01XQQ", 3000), ("mast:HST/product/ibwb01xrq_flc.fits", "ibwb01xrq_flc.fits", "IBWB01XRQ", 4000),
            ("mast:HST/product/ibwb01xqq_flc.fits", "ibwb01xqq_flc.fits", "ibwb01030", 3000));
        var manifest = await Mast.DownloadAsync(products, folder, options: server.Options, cancel: Stop);
        Assert.Equal(2, manifest.RowCount);
        Assert.Equal(["COMPLETE", "COMPLETE"], manifest.Strings("Status"));
        Assert.Equal(Path.Combine(folder, "mastDownload", "HST", "IBWB01XQQ", "ibwb01xqq_flc.fits"), manifest.Strings("Local Path")[0]);
        Assert.Equal(3000, new FileInfo(manifest.Strings("Local Path")[0]).Length);
        Assert.Contains(server.Asked, a => a.Target == "/api/v0.1/Download/file?uri=mast:HST/product/ibwb01xqq_flc.fits");
        // A second call finds everything and asks nothing.
        int asked = server.Asked.Count;
        manifest = await Mast.DownloadAsync(products, folder, options: server.Options, cancel: Stop);
        Assert.Equal(["already there", "already there"], manifest.Strings("Message"));
        Assert.Equal(asked, server.Asked.Count);
        manifest = await Mast.DownloadAsync(products, folder, DownloadLayout.Flat, server.Options, cancel: Stop);
        Assert.True(File.Exists(Path.Combine(folder, "ibwb01xqq_flc.fits")));
    }

    [Fact]
    public async Task One_product_that_fails_does_not_stop_the_others()
    {
        await using var server = await FilesAsync();
        var products = Products(("mast:HST/product/missing.fits", "missing.fits", "A", 10), ("mast:HST/product/good.fits", "good.fits", "B", 2000), ("mast:HST/product/short.fits", "short.fits", "C", 99));
        var manifest = await Mast.DownloadAsync(products, folder, options: server.Options, cancel: Stop);
        Assert.Equal(["ERROR", "COMPLETE", "ERROR"], manifest.Strings("Status"));
        Assert.Contains("does not have it", manifest.Strings("Message")[0]);
        Assert.Contains("instead of 99", manifest.Strings("Message")[2]);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("a\\b.fits")]
    [InlineData("..")]
    [InlineData("a\nb.fits")]
    [InlineData("C:evil.fits")]
    [InlineData("")]
    [InlineData("NUL.fits")]
    public async Task Names_that_leave_the_folder_are_refused(string name)
    {
        await using var server = await FilesAsync();
        foreach (var products in new[] { Products(("mast:HST/product/x.fits", name, "A", 10)), Products(("mast:HST/product/x.fits", "x.fits", name, 10)) })
        {
            var manifest = await Mast.DownloadAsync(products, folder, options: server.Options, cancel: Stop);
            Assert.Equal("ERROR", manifest.Strings("Status").Single());
            Assert.Contains("MAST sent a file name that", manifest.Strings("Message").Single());
        }
        Assert.Empty(server.Asked);
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    internal static Table Products(params (string Uri, string Name, string Observation, long Size)[] rows) => new(
    [
        new TableColumn<string>("obs_collection", [.. rows.Select(_ => "HST")]),
        new TableColumn<string>("obs_id", [.. rows.Select(r => r.Observation)]),
        new TableColumn<string>("dataURI", [.. rows.Select(r => r.Uri)]),
        new TableColumn<string>("productFilename", [.. rows.Select(r => r.Name)]),
        new TableColumn<long>("size", [.. rows.Select(r => r.Size)]),
    ]);

    // Serves files whose size follows from their name; one is missing.
    private static Task<ArchiveServer> FilesAsync() => ArchiveServer.StartAsync(async (context, asked) =>
    {
        if (asked.Target.Contains("missing", StringComparison.Ordinal)) { context.Response.StatusCode = 404; return; }
        int size = asked.Target.Contains("xqq", StringComparison.Ordinal) ? 3000 : asked.Target.Contains("xrq", StringComparison.Ordinal) ? 4000 : 2000;
        byte[] content = new byte[size];
        "SIMPLE  ="u8.CopyTo(content);
        context.Response.ContentLength = size;
        await context.Response.Body.WriteAsync(content);
    });
}
