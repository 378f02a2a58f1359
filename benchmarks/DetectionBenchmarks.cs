using BenchmarkDotNet.Attributes;
using HstNotebooks.Detection;
using HstNotebooks.Images;

namespace HstNotebooks.Benchmarks;

/// <summary>Source finding in one full-size UVIS chip (8.4 million pixels) with two thousand stars.</summary>
[MemoryDiagnoser]
public class DetectionBenchmarks
{
    private Image<float> chip = new(1, 1);

    /// <summary>Sky with noise and stars of known places.</summary>
    [GlobalSetup]
    public void MakeChip()
    {
        var random = new Random(1);
        chip = new Image<float>(4096, 2051);
        for (int i = 0; i < chip.Pixels.Length; i++) chip.Pixels[i] = (float)(20 + 8 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5));
        for (int star = 0; star < 2000; star++)
        {
            int x = random.Next(10, 4086), y = random.Next(10, 2041);
            for (int dy = -4; dy <= 4; dy++)
            {
                for (int dx = -4; dx <= 4; dx++) chip[y + dy, x + dx] += (float)(20_000 * Math.Exp(-(dx * dx + dy * dy) / 2.0));
            }
        }
    }

    /// <summary>The clipped histogram of the sky alone.</summary>
    [Benchmark]
    public double Sky() => SkyStatistics.Measure(chip.Pixels).Sigma;

    /// <summary>Sky, convolution, segmentation and fits, on all cores.</summary>
    [Benchmark]
    public int FindSources() => SourceFinder.Find(chip, new SourceFindingOptions { Threshold = 100.0 }).Count;
}
