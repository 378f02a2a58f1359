using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Tasks;
using HstNotebooks.Tests.Drizzling;
using HstNotebooks.Wcs;

namespace HstNotebooks.Tests.Tasks;

/// <summary>What the headerlet tasks write about themselves: the summary and the log.</summary>
[Collection(WorkingFolder.Name)]
public sealed class HeaderletReportTests : IDisposable
{
    private readonly string _folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void The_summary_is_aligned_padded_and_cut_as_stwcs_writes_it()
    {
        string image = Copy(), output = Path.Combine(_folder, "summary.txt");
        HeaderletTasks.Archive(image, new ArchiveHeaderletOptions { HdrName = "A_LONG_NAME", Author = "me" });

        HeaderletTasks.Summary(image, new HeaderletSummaryOptions { Columns = "HDRNAME,AUTHOR", Output = output });
        // EXTN is 6 wide, the others as wide as the longest value or the title, and 2 blanks are added to each.
        Assert.Equal(["EXTN    HDRNAME      AUTHOR  ", "8       A_LONG_NAME  me      "], File.ReadAllLines(output));

        var cut = HeaderletTasks.Summary(image, new HeaderletSummaryOptions { Columns = "HDRNAME,AUTHOR", Pad = 1, MaxWidth = 7, Output = output });
        Assert.Equal(["EXTN   HDRNAME AUTHOR ", "8      A_LONG_ me     "], File.ReadAllLines(output));
        Assert.Equal(["A_LONG_"], cut.Strings("HDRNAME"));
        Assert.Equal("clobber", Assert.Throws<InputException>(() => HeaderletTasks.Summary(image, new HeaderletSummaryOptions { Output = output, Clobber = false })).Parameter);
    }

    [Fact]
    public void The_log_holds_every_start_every_deed_and_every_error()
    {
        string image = Copy();
        string before = Directory.GetCurrentDirectory();
        Directory.SetCurrentDirectory(_folder);
        try
        {
            HeaderletTasks.Archive("image.fits", new ArchiveHeaderletOptions { HdrName = "ONE" });
            Assert.False(File.Exists("headerlet.log"));
            HeaderletTasks.Archive("image.fits", new ArchiveHeaderletOptions { HdrName = "TWO", Logging = true });
            Assert.Throws<WcsException>(() => HeaderletTasks.Delete("image.fits", new DeleteHeaderletOptions { HdrName = "THREE", Logging = true }));
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
        string[] lines = File.ReadAllLines(Path.Combine(_folder, "headerlet.log"));
        Assert.Equal(6, lines.Length);
        Assert.Matches(@"^INFO: \w{3} \w{3} \d+ \d\d:\d\d:\d\d \d{4}: Starting archive_headerlet with arguments:$", lines[0]);
        Assert.Equal("\t filename=image.fits, hdrname=TWO, logging=True", lines[1]);
        Assert.Equal("archive_headerlet INFO: image.fits: TWO attached", lines[2]);
        Assert.Contains("delete_headerlet ERROR: image.fits: ", lines[5], StringComparison.Ordinal);
        Assert.Contains("THREE", lines[5], StringComparison.Ordinal);
    }

    private string Copy()
    {
        string path = Path.Combine(_folder, "image.fits");
        using var file = FitsFile.Open(SharedData.Path("golden/tasks/headerlet/tweaked_skeleton.fits.gz"));
        file.Save(path);
        return path;
    }
}
