using HstNotebooks.Errors;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>The user's masks for the sky (skymask_cat): per line an image and one mask file per chip; 0 = masked, <c>None</c> = no mask.</summary>
internal sealed class SkyUserMasks
{
    private readonly Dictionary<string, string[]> files = new(StringComparer.OrdinalIgnoreCase);
    private string catalog = "";

    public static SkyUserMasks Read(string path)
    {
        var masks = new SkyUserMasks { catalog = path };
        if (string.IsNullOrWhiteSpace(path)) return masks;
        InputException.ThrowIfMissing(path, "skymask_cat", "catalog of sky masks");
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            string[] parts = line.Split('#')[0].Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0) continue;
            if (parts.Length == 1)
                throw new InputException("there is no mask behind the image") { File = path, Row = number, Parameter = "skymask_cat", Expected = "an image and one mask file per chip" };
            masks.files[Path.GetFileName(parts[0])] = parts[1..];
        }
        return masks;
    }

    /// <summary>Masks what the user masked on a chip.</summary>
    public void Apply(ExposureState exposure, ChipState chip, Image<byte> mask)
    {
        if (!files.TryGetValue(exposure.FileName, out var names)) return;
        int index = exposure.Chips.ToList().IndexOf(chip);
        string? name = index < names.Length ? names[index] : null;
        if (name is null || name.Equals("None", StringComparison.OrdinalIgnoreCase)) return;
        using var file = FitsFile.Open(name);
        var image = file.Hdus.OfType<ImageHdu>().FirstOrDefault(h => h.HasData)
            ?? throw new InputException("the sky mask holds no image") { File = name, Parameter = "skymask_cat", Advice = $"see the line of {exposure.FileName} in {catalog}" };
        var user = image.Read<float>();
        if (user.Width != mask.Width || user.Height != mask.Height)
            throw new InputException($"the sky mask is {user.Width} x {user.Height} pixels, the chip {mask.Width} x {mask.Height}")
            { File = name, Parameter = "skymask_cat", Advice = $"see the line of {exposure.FileName} in {catalog}" };
        for (int i = 0; i < mask.Pixels.Length; i++)
            if (user.Pixels[i] == 0) mask.Pixels[i] = 0;
    }
}
