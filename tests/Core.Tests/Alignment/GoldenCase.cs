using System.Globalization;
using System.IO.Compression;

namespace HstNotebooks.Tests.Alignment;

/// <summary>A scratch folder with the simulated exposures of the golden case, unpacked, and its reference products.</summary>
internal sealed class GoldenCase : IDisposable
{
    public static readonly string[] Roots = ["isim01aaq", "isim01abq", "isim01acq"];

    public GoldenCase()
    {
        Folder = Checkout.NewScratchFolder();
        foreach (string root in Roots)
        {
            using var packed = new GZipStream(File.OpenRead(SharedData.Path("golden", "small", root + "_flc.fits.gz")), CompressionMode.Decompress);
            using var plain = File.Create(PathOf(root));
            packed.CopyTo(plain);
        }
    }

    public string Folder { get; }
    public string[] Files => [.. Roots.Select(PathOf)];
    public string PathOf(string root) => Path.Combine(Folder, root + "_flc.fits");
    /// <summary>Digests of the exposures, to see that nothing changed.</summary>
    public string[] Digests() => [.. Files.Select(path => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path))))];
    public void Dispose() => Directory.Delete(Folder, recursive: true);

    /// <summary>Rows of numbers of a text product; words become NaN.</summary>
    public static List<double[]> Rows(string path) => [.. File.ReadLines(path).Where(l => !l.StartsWith('#') && l.Trim().Length > 0)
        .Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(v => double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : double.NaN).ToArray())];
}
