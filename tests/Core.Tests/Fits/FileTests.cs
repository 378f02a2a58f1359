using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Fits;

public sealed class FileTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();
    private string PathOf(string name) => Path.Combine(folder, name);
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Exposure()
    {
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        foreach (int version in (int[])[1, 2])
            foreach (string name in (string[])["SCI", "ERR"])
            {
                var header = new FitsHeader();
                header.Set("EXTNAME", name);
                header.Set("EXTVER", version);
                file.Add(ImageHdu.Create(new Image<float>(3, 2, [.. Enumerable.Repeat((float)version, 6)]), header));
            }
        file.Save(PathOf("exposure.fits"));
        return PathOf("exposure.fits");
    }

    [Fact]
    public void An_extension_is_found_by_name_and_version()
    {
        using var file = FitsFile.Open(Exposure());
        Assert.Equal(3, file["sci", 2].Index);
        Assert.Equal(2f, file.Image("SCI", 2).Read<float>()[0, 0]);
        Assert.Equal(1, file.Find(FitsName.Parse("exposure.fits[sci,1]")).Index);
        Assert.Equal(0, file["PRIMARY"].Index);
        var error = Assert.Throws<FitsException>(() => file["DQ"]);
        Assert.Contains("[SCI,1]", error.Expected);
        Assert.Equal("[DQ,1]", error.Hdu);
    }

    [Theory]
    [InlineData("a.fits", null, 1, null)]
    [InlineData("a.fits[sci,2]", "sci", 2, null)]
    [InlineData("a.fits['SCI', 2]", "SCI", 2, null)]
    [InlineData("a.fits[wcs]", "wcs", 1, null)]
    [InlineData("a.fits[4]", null, 1, 4)]
    public void The_bracket_notation_is_read(string text, string? extName, int extVer, int? index) =>
        Assert.Equal(new FitsName("a.fits", extName, extVer, index), FitsName.Parse(text));

    [Fact]
    public void A_truncated_file_is_refused_with_its_size()
    {
        string path = Exposure();
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(bytes.Length - 2870)]);
        var error = Assert.Throws<FitsException>(() => FitsFile.Open(path));
        Assert.Contains($"the file has {bytes.Length - 2870}", error.Message);
        Assert.Equal("[ERR,2]", error.Hdu);
        Assert.Equal("14 more bytes", error.Expected);
    }

    [Fact]
    public void A_file_that_is_no_FITS_file_is_refused()
    {
        File.WriteAllText(PathOf("page.fits"), "<html>not found</html>" + new string(' ', 3000));
        Assert.Contains("no FITS file", Assert.Throws<FitsException>(() => FitsFile.Open(PathOf("page.fits"))).Message);
        File.WriteAllText(PathOf("empty.fits"), "");
        Assert.Contains("empty", Assert.Throws<FitsException>(() => FitsFile.Open(PathOf("empty.fits"))).Message);
        Assert.Contains("does not exist", Assert.Throws<FitsException>(() => FitsFile.Open(PathOf("nothing.fits"))).Message);
        Assert.Contains("folder", Assert.Throws<FitsException>(() => FitsFile.Open(folder)).Message);
    }

    [Fact]
    public void Every_file_of_the_shared_data_is_written_back_byte_for_byte()
    {
        int count = 0;
        foreach (string path in Directory.EnumerateFiles(SharedData.Path(), "*.fits*", SearchOption.AllDirectories))
        {
            using var file = FitsFile.Open(path);
            using var written = new MemoryStream();
            file.WriteTo(written);
            using var raw = new MemoryStream();
            using (var stream = File.OpenRead(path))
            {
                if (path.EndsWith(".gz", StringComparison.Ordinal)) new System.IO.Compression.GZipStream(stream, System.IO.Compression.CompressionMode.Decompress).CopyTo(raw);
                else stream.CopyTo(raw);
            }
            Assert.True(raw.ToArray().AsSpan().SequenceEqual(written.ToArray()), $"{path} changed: {raw.Length} to {written.Length} bytes");
            count++;
        }
        Assert.True(count > 100);
    }

    [Fact]
    public void An_update_changes_headers_and_pixels()
    {
        string path = Exposure();
        FitsFile.Update(path, file =>
        {
            file["SCI", 1].Header.Set("WCSNAME", "TWEAK");
            file.Image("SCI", 2).SetImage(new Image<float>(3, 2, [9, 9, 9, 9, 9, 9]));
            file.Remove(file["ERR", 2]);
        });
        using var after = FitsFile.Open(path);
        Assert.Equal(4, after.Hdus.Count);
        Assert.Equal("TWEAK", after["SCI", 1].Header.GetString("WCSNAME"));
        Assert.Equal(9f, after.Image("SCI", 2).Read<float>()[1, 2]);
        Assert.Equal(["exposure.fits"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName));
    }

    [Fact]
    public void An_update_that_throws_leaves_the_file_as_it_was()
    {
        string path = Exposure();
        byte[] before = File.ReadAllBytes(path);
        Assert.Throws<InvalidOperationException>(() => FitsFile.Update(path, file =>
        {
            file["SCI", 1].Header.Set("WCSNAME", "TWEAK");
            throw new InvalidOperationException();
        }));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Single(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void Updates_by_many_threads_do_not_get_lost()
    {
        string path = Exposure();
        FitsFile.Update(path, file => file[0].Header.Set("COUNT", 0));
        Parallel.For(0, 24, new ParallelOptions { MaxDegreeOfParallelism = 6 }, _ =>
            FitsFile.Update(path, file => file[0].Header.Set("COUNT", file[0].Header.GetInt("COUNT") + 1)));
        using var after = FitsFile.Open(path);
        Assert.Equal(24, after[0].Header.GetInt("COUNT"));
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Saving_keeps_the_permissions_of_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "permissions are those of Unix");
        string path = Exposure();
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        FitsFile.Update(path, file => file[0].Header.AddHistory(new string('x', 5000)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(path));
    }
}
