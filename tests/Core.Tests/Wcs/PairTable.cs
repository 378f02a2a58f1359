using System.Globalization;

namespace HstNotebooks.Tests.Wcs;

/// <summary>A csv file of numbers with a line of column names.</summary>
internal sealed class PairTable
{
    private readonly Dictionary<string, double[]> _columns = [];

    private PairTable(string path)
    {
        var lines = File.ReadAllLines(path).Where(line => line.Trim().Length > 0).ToArray();
        var names = lines[0].Split(',');
        for (int c = 0; c < names.Length; c++)
        {
            int column = c;
            _columns[names[c].Trim()] = lines.Skip(1).Select(line => double.Parse(line.Split(',')[column], CultureInfo.InvariantCulture)).ToArray();
        }
    }

    public static PairTable Read(params string[] path) => new(SharedData.Path(path));

    public double[] this[string column] => _columns[column];

    public int Count => _columns.Values.First().Length;

    /// <summary>Largest difference between a column and computed values, with where it is.</summary>
    public string? WorstAbove(double tolerance, string column, ReadOnlySpan<double> computed)
    {
        double worst = -1;
        int at = -1;
        for (int i = 0; i < Count; i++)
        {
            double difference = Math.Abs(computed[i] - this[column][i]);
            if (!(difference <= worst)) (worst, at) = (difference, i);
            if (double.IsNaN(difference)) break;
        }
        return worst <= tolerance ? null : string.Create(CultureInfo.InvariantCulture,
            $"{column}: row {at + 1}: {computed[at]:R} instead of {this[column][at]:R}, difference {worst:E2} above {tolerance:E1}");
    }
}
