using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace HstNotebooks.Tests.CommandLine;

/// <summary>The tasks as verbs, on the simulated exposures of the golden folder.</summary>
public sealed class TaskVerbTests : IDisposable
{
    private readonly string _folder = Checkout.NewScratchFolder();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void TakeExposures()
    {
        string golden = SharedData.Path("golden", "small");
        foreach (string zipped in Directory.EnumerateFiles(golden, "isim01a?q_flc.fits.gz"))
        {
            using var from = new GZipStream(File.OpenRead(zipped), CompressionMode.Decompress);
            using var to = File.Create(Path.Combine(_folder, Path.GetFileNameWithoutExtension(zipped)));
            from.CopyTo(to);
        }
        File.Copy(Path.Combine(golden, "gaia.cat"), Path.Combine(_folder, "gaia.cat"));
    }

    private string[] Hashes() => [.. Directory.EnumerateFiles(_folder, "*_flc.fits").Order(StringComparer.Ordinal).Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))))];

    [Fact]
    public async Task A_good_alignment_ends_with_code_0_writes_its_files_and_gives_the_whole_result_as_json()
    {
        TakeExposures();
        string[] before = Hashes();
        var (code, output, error) = await Program.RunInAsync(_folder, "tweakreg", "isim*_flc.fits", "--refcat", "gaia.cat", "--searchrad", "0.5", "--threshold", "200",
            "--updatehdr", "false", "--shiftfile", "--outshifts", "Gaia_shifts.txt", "--json");
        Assert.True(code == 0, error);
        using var result = JsonDocument.Parse(output);
        Assert.True(result.RootElement.GetProperty("is_good").GetBoolean());
        Assert.Equal(3, result.RootElement.GetProperty("images").GetArrayLength());
        Assert.Equal(0.5, result.RootElement.GetProperty("options").GetProperty("searchrad").GetDouble());
        Assert.True(File.Exists(Path.Combine(_folder, "Gaia_shifts.txt")));
        Assert.Equal(before, Hashes());
    }

    [Fact]
    public async Task An_alignment_against_the_wrong_sky_ends_with_code_3_and_changes_no_exposure()
    {
        TakeExposures();
        var random = new Random(5);
        await File.WriteAllLinesAsync(Path.Combine(_folder, "wrong.cat"),
            Enumerable.Range(0, 200).Select(_ => FormattableString.Invariant($"{137.8618 + 0.02 * (random.NextDouble() - 0.5):F8} {-64.9048 + 0.01 * (random.NextDouble() - 0.5):F8}")), TestContext.Current.CancellationToken);
        string[] before = Hashes();
        var (code, _, error) = await Program.RunInAsync(_folder, "tweakreg", "isim*_flc.fits", "--refcat", "wrong.cat", "--searchrad", "0.5", "--threshold", "200", "--updatehdr");
        Assert.True(code == 3, $"code {code}: {error}");
        Assert.Equal(before, Hashes());
    }

    [Fact]
    public async Task A_pattern_without_files_a_bad_catalog_and_a_cut_off_file_end_with_code_1_and_name_the_place()
    {
        TakeExposures();
        var (code, _, error) = await Program.RunInAsync(_folder, "tweakreg", "nothing*_flc.fits", "--refcat", "gaia.cat");
        Assert.Equal(1, code);
        Assert.Contains("nothing*_flc.fits", error, StringComparison.Ordinal);

        string[] lines = await File.ReadAllLinesAsync(Path.Combine(_folder, "gaia.cat"), TestContext.Current.CancellationToken);
        lines[20] = "137.8 what";
        await File.WriteAllLinesAsync(Path.Combine(_folder, "bad.cat"), lines, TestContext.Current.CancellationToken);
        (code, _, error) = await Program.RunInAsync(_folder, "tweakreg", "isim*_flc.fits", "--refcat", "bad.cat", "--threshold", "200");
        Assert.Equal(1, code);
        Assert.Contains("bad.cat", error, StringComparison.Ordinal);
        Assert.Contains("row: 21", error, StringComparison.Ordinal);

        string exposure = Path.Combine(_folder, "isim01aaq_flc.fits");
        using (var file = File.OpenWrite(exposure)) file.SetLength(file.Length / 2);
        (code, _, error) = await Program.RunInAsync(_folder, "tweakreg", "isim*_flc.fits", "--refcat", "gaia.cat", "--threshold", "200");
        Assert.Equal(1, code);
        Assert.Contains("isim01aaq_flc.fits", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Exposures_are_drizzled_under_the_names_of_DrizzlePac()
    {
        TakeExposures();
        var (code, _, error) = await Program.RunInAsync(_folder, "astrodrizzle", "isim*_flc.fits", "--output", "combined", "--skymethod", "match", "--build", "no", "--context=false");
        Assert.True(code == 0, error);
        Assert.True(File.Exists(Path.Combine(_folder, "combined_drc_sci.fits")));
        Assert.True(File.Exists(Path.Combine(_folder, "combined_drc_wht.fits")));
        Assert.False(File.Exists(Path.Combine(_folder, "combined_drc_ctx.fits")));
    }
}
