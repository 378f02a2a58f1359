using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Tests.Fits;

public sealed class ChecksumTests : IDisposable
{
    private readonly string folder = Checkout.NewScratchFolder();
    private string PathOf(string name) => Path.Combine(folder, name);
    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Saved()
    {
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        file.Add(ImageHdu.Create(new Image<short>(5, 3, [.. Enumerable.Range(0, 15).Select(i => (short)(i - 7))])));
        foreach (var hdu in file.Hdus) hdu.AddChecksum();
        file.Save(PathOf("a.fits"));
        return PathOf("a.fits");
    }

    [Fact]
    public void The_example_of_the_standard_is_encoded()
    {
        // FITS standard 4.0, appendix J.5.
        Assert.Equal("hcHjjc9ghcEghc9g", Checksum.Encode(868229149u));
    }

    [Fact]
    public void A_recorded_file_with_checksums_verifies()
    {
        int found = 0;
        foreach (string path in Directory.EnumerateFiles(SharedData.Path("data"), "*.fits*", SearchOption.AllDirectories))
        {
            using var file = FitsFile.Open(path);
            foreach (var hdu in file.Hdus)
            {
                var (checksum, data) = hdu.VerifyChecksum();
                if (checksum == ChecksumState.Correct && data == ChecksumState.Correct) found++;
            }
        }
        Assert.True(found >= 10, $"{found} HDUs verify");
    }

    [Fact]
    public void Written_checksums_verify_and_a_changed_byte_is_noticed()
    {
        string path = Saved();
        using (var file = FitsFile.Open(path))
            Assert.All(file.Hdus, h => Assert.Equal((ChecksumState.Correct, ChecksumState.Correct), h.VerifyChecksum()));
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^2870] ^= 1;
        File.WriteAllBytes(path, bytes);
        using var damaged = FitsFile.Open(path);
        Assert.Equal((ChecksumState.Wrong, ChecksumState.Wrong), damaged[1].VerifyChecksum());
    }

    [Fact]
    public void Checksums_follow_every_change()
    {
        string path = Saved();
        FitsFile.Update(path, file => file[1].Header.Set("WCSNAME", "FIT"));
        FitsFile.Update(path, file => ((ImageHdu)file[1]).SetImage(new Image<short>(5, 3)));
        FitsFile.Update(path, file => file[0].Header.AddHistory(new string('h', 4000)));
        FitsFile.Update(path, file => file[0].Header.Remove("HISTORY"));
        using var after = FitsFile.Open(path);
        Assert.All(after.Hdus, h => Assert.Equal((ChecksumState.Correct, ChecksumState.Correct), h.VerifyChecksum()));
    }

    [Fact]
    public void A_new_header_does_not_hide_damaged_data()
    {
        string path = Saved();
        byte[] bytes = File.ReadAllBytes(path);
        bytes[^2870] ^= 1;
        File.WriteAllBytes(path, bytes);
        FitsFile.Update(path, file => file[1].Header.Set("WCSNAME", "FIT"));
        using var after = FitsFile.Open(path);
        Assert.Equal(ChecksumState.Wrong, after[1].VerifyChecksum().DataSum);
    }
}
