using System.Globalization;
using System.Numerics;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Progress;

namespace HstNotebooks.Tasks;

/// <summary>The task resetbits: clears bits of data quality arrays, in place.</summary>
public static class ResetBits
{
    /// <summary>Clears bits in files, wildcards, lists or <c>@list</c>.</summary>
    /// <returns>For each file how many pixels had one of the bits.</returns>
    /// <exception cref="HstException">A file has no such array, or the bits cannot be read; the file is unchanged then.</exception>
    public static IReadOnlyList<PixelEditResult> Run(string input, ResetBitsOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new ResetBitsOptions();
        if (BitFlags.Parse(options.Bits, "bits") is not { Mask: { } bits and > 0 })
            throw new ParameterException("there are no bits to reset") { Parameter = "bits", Expected = "for example 4096, 96 or 4096,64" };
        return PixelEdits.Each("resetbits", input, file => Arrays(file, options), (hdu, path) => Clear(hdu, path, bits), progress, cancel);
    }

    private static ImageHdu[] Arrays(FitsFile file, ResetBitsOptions options)
    {
        string name = options.ExtName.Trim();
        var found = file.Hdus.OfType<ImageHdu>().Where(hdu => hdu.HasData && hdu.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && (options.ExtVer is null || hdu.Version == options.ExtVer)).ToArray();
        string version = options.ExtVer is { } number ? "," + number.ToString(CultureInfo.InvariantCulture) : "";
        return found.Length > 0 ? found : throw new InputException($"the file has no array [{name.ToUpperInvariant()}{version}]") { File = file.Path, Parameter = "extname" };
    }

    private static long Clear(ImageHdu hdu, string path, uint bits) => (hdu.Header.GetInt("BITPIX"), hdu.Header.FindDouble("BZERO") ?? 0) switch
    {
        (8, _) => Clear<byte>(hdu, bits),
        (16, 0) => Clear<short>(hdu, bits),
        (16, _) => Clear<ushort>(hdu, bits),
        (32, 0) => Clear<int>(hdu, bits),
        (32, _) => Clear<uint>(hdu, bits),
        _ => throw new InputException($"{hdu.Label} does not hold bits") { File = path, Hdu = hdu.Label, Keyword = "BITPIX", Expected = "integers of 8, 16 or 32 bits" },
    };

    private static long Clear<T>(ImageHdu hdu, uint bits) where T : unmanaged, IBinaryInteger<T>
    {
        var image = hdu.Read<T>();
        var mask = T.CreateTruncating(bits);
        long changed = 0;
        foreach (ref T pixel in image.Span)
        {
            if ((pixel & mask) == T.Zero) continue;
            pixel &= ~mask;
            changed++;
        }
        if (changed > 0) hdu.SetImage(image);
        return changed;
    }
}
