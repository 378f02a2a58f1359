using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Tasks;
using HstNotebooks.Tests.Wcs;

namespace HstNotebooks.Tests.Tasks;

public sealed class UpdateNpolTests : IDisposable
{
    private readonly string _folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void The_files_of_detector_and_filter_are_found_and_applied()
    {
        string path = Input();
        string npol, filter1, filter2;
        using (var file = FitsFile.Open(path)) (filter1, filter2) = (file.PrimaryHeader.GetString("FILTER1").Trim(), file.PrimaryHeader.GetString("FILTER2").Trim());
        var result = UpdateNpol.Run(path, new UpdateNpolOptions { RefDir = SharedData.Path("data/reference-files") }, cancel: TestContext.Current.CancellationToken)[0];
        npol = Path.GetFileName(result.NpolFile);
        using (var reference = FitsFile.Open(SharedData.Path("data/reference-files", npol)))
        {
            Assert.Equal("WFC", reference.PrimaryHeader.GetString("DETECTOR").Trim());
            Assert.Equal((filter1, filter2), (reference.PrimaryHeader.GetString("FILTER1").Trim(), reference.PrimaryHeader.GetString("FILTER2").Trim()));
        }
        Assert.EndsWith("_d2i.fits", result.D2ImFile, StringComparison.Ordinal);
        using var after = FitsFile.Open(path);
        Assert.Equal(4, after.Hdus.Count(hdu => hdu.Name == "WCSDVARR"));
        Assert.Contains(after.Hdus, hdu => hdu.Name == "D2IMARR");
        Assert.Equal(result.NpolFile, after.PrimaryHeader.GetString("NPOLFILE"));
    }

    [Fact]
    public void A_folder_without_the_file_is_refused_and_nothing_changes()
    {
        string path = Input();
        byte[] before = File.ReadAllBytes(path);
        var error = Assert.Throws<InputException>(() => UpdateNpol.Run(path, new UpdateNpolOptions { RefDir = _folder }, cancel: TestContext.Current.CancellationToken));
        Assert.Equal("NPOLFILE", error.Keyword);
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal("refdir", Assert.Throws<InputException>(() => UpdateNpol.Run(path, new UpdateNpolOptions { RefDir = "nosuchvariable$" }, cancel: TestContext.Current.CancellationToken)).Parameter);
    }

    private string Input()
    {
        string path = Path.Combine(_folder, "jbt122x8q_flc.fits");
        using var file = FitsFile.Open(SharedData.Path("golden/tasks/updatewcs/acswfc_0461802ej_npol_d2im/jbt122x8q_flc_in.fits.gz"));
        file.Save(path);
        return path;
    }
}
