using System.Globalization;
using HstNotebooks.Errors;

namespace HstNotebooks.Drizzling;

/// <summary>
/// A user's file of sky values: per line an image and its sky, or one value per chip, in the units of the image. A comment line with
/// <c>applied = yes</c> says that they were subtracted already.
/// </summary>
/// <param name="Applied">Whether the values were subtracted already.</param>
/// <param name="Values">File name without folder, and its values.</param>
internal sealed record SkyValues(bool Applied, IReadOnlyDictionary<string, double[]> Values)
{
    public static SkyValues Read(string path, string parameter)
    {
        InputException.ThrowIfMissing(path, parameter, "file of sky values");
        bool applied = false;
        var values = new Dictionary<string, double[]>(StringComparer.OrdinalIgnoreCase);
        int number = 0;
        foreach (string raw in File.ReadLines(path))
        {
            number++;
            string line = raw.Trim();
            if (line.StartsWith('#'))
            {
                applied |= line.Contains("applied", StringComparison.OrdinalIgnoreCase) && line.IndexOfAny(['=', ':']) is >= 0 and var at
                    && line[(at + 1)..].Trim().StartsWith("yes", StringComparison.OrdinalIgnoreCase);
                continue;
            }
            if (line.Length == 0) continue;
            string[] parts = line.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
            double[] numbers = new double[parts.Length - 1];
            for (int i = 0; i < numbers.Length; i++)
            {
                if (double.TryParse(parts[i + 1], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) && double.IsFinite(numbers[i])) continue;
                throw Bad($"'{parts[i + 1]}' is no number", number);
            }
            if (numbers.Length == 0) throw Bad("there is no value behind the file name", number);
            values[Path.GetFileName(parts[0])] = numbers;
        }
        return new SkyValues(applied, values);

        InputException Bad(string message, int row) => new(message)
        { File = path, Row = row, Parameter = parameter, Expected = "a file name and one value, or one value per chip" };
    }

    /// <summary>The value of a chip (0 = first); null where the file is not listed.</summary>
    public double? Of(string fileName, int chip, int chips)
    {
        if (!Values.TryGetValue(fileName, out var numbers)) return null;
        if (numbers.Length == 1) return numbers[0];
        if (numbers.Length == chips) return numbers[chip];
        throw new InputException($"{numbers.Length} sky values are given for the {chips} chips of {fileName}") { File = fileName, Parameter = "skyfile" };
    }
}
