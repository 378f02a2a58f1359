using System.Globalization;
using System.Numerics;
using HstNotebooks.Errors;
using HstNotebooks.Exposures;
using HstNotebooks.Fits;
using HstNotebooks.Progress;

namespace HstNotebooks.Tasks;

/// <summary>The task pixreplace: replaces every pixel of exactly one value by another value, in place.</summary>
public static class PixReplace
{
    /// <summary>Replaces pixels in files, wildcards, lists or <c>@list</c>.</summary>
    /// <returns>For each file how many pixels were replaced.</returns>
    /// <exception cref="HstException">An extension is missing, or an integer extension would get a value that it cannot hold; the file is unchanged then.</exception>
    public static IReadOnlyList<PixelEditResult> Run(string input, PixReplaceOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default)
    {
        options ??= new PixReplaceOptions();
        double from = options.PixValue ?? double.NaN, to = options.NewValue ?? double.NaN;
        var numbers = Numbers(options.Ext);
        return PixelEdits.Each("pixreplace", input, file => Images(file, numbers), (hdu, path) => Replace(hdu, path, from, to), progress, cancel);
    }

    private static ImageHdu[] Images(FitsFile file, int[] numbers) => numbers.Length == 0
        ? [.. file.Hdus.OfType<ImageHdu>().Where(hdu => hdu.HasData)]
        : [.. numbers.Select(number => file[number] as ImageHdu is { HasData: true } image ? image
            : throw new InputException($"extension {number} holds no image") { File = file.Path, Parameter = "ext" })];

    private static int[] Numbers(string text) => [.. text.Trim('[', ']', '(', ')', ' ').Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Where(part => !part.Equals("None", StringComparison.OrdinalIgnoreCase))
        .Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
            : throw new ParameterException($"'{part}' is no extension number") { Parameter = "ext", Expected = "numbers from 0, separated by commas" })];

    private static long Replace(ImageHdu hdu, string path, double from, double to) => (hdu.Header.GetInt("BITPIX"), hdu.Header.FindDouble("BZERO") ?? 0) switch
    {
        (-64, _) => ReplaceFloating<double>(hdu, from, to),
        (-32, _) => ReplaceFloating<float>(hdu, (float)from, (float)to),
        (8, _) => ReplaceInteger<byte>(hdu, path, from, to),
        (16, 0) => ReplaceInteger<short>(hdu, path, from, to),
        (16, _) => ReplaceInteger<ushort>(hdu, path, from, to),
        (32, 0) => ReplaceInteger<int>(hdu, path, from, to),
        (32, _) => ReplaceInteger<uint>(hdu, path, from, to),
        _ => ReplaceInteger<long>(hdu, path, from, to),
    };

    private static long ReplaceFloating<T>(ImageHdu hdu, T from, T to) where T : unmanaged, IFloatingPointIeee754<T>
    {
        var image = hdu.Read<T>();
        bool forNaN = T.IsNaN(from);
        long changed = 0;
        foreach (ref T pixel in image.Span)
        {
            if (!(forNaN ? T.IsNaN(pixel) : pixel == from)) continue;
            pixel = to;
            changed++;
        }
        if (changed > 0) hdu.SetImage(image);
        return changed;
    }

    private static long ReplaceInteger<T>(ImageHdu hdu, string path, double from, double to) where T : unmanaged, IBinaryInteger<T>
    {
        if (double.IsNaN(from) || from != Math.Floor(from)) return 0; // no integer has this value
        var image = hdu.Read<T>();
        if (!Holds<T>(from)) return 0;
        var wanted = T.CreateTruncating(from);
        long changed = image.Span.Count(wanted);
        if (changed == 0) return 0;
        if (!Holds<T>(to))
            throw new InputException($"{hdu.Label} holds integers and cannot take the value {to.ToString(CultureInfo.InvariantCulture)}")
            { File = path, Hdu = hdu.Label, Parameter = "newvalue", Advice = "name the extensions to change (ext), or give a value that all of them can hold" };
        image.Span.Replace(wanted, T.CreateTruncating(to));
        hdu.SetImage(image);
        return changed;
    }

    private static bool Holds<T>(double value) where T : unmanaged, IBinaryInteger<T> =>
        double.IsFinite(value) && value == Math.Floor(value) && double.CreateTruncating(T.CreateSaturating(value)) == value;
}
