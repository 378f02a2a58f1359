using HstNotebooks.Simulation;

namespace HstNotebooks.Tests.Simulation;

public sealed class NoiseStreamTests
{
    private const int Count = 400_000;

    [Theory]
    [InlineData(0.05)]
    [InlineData(1.3)]
    [InlineData(9.99)]
    [InlineData(10.01)]
    [InlineData(15.3)]
    [InlineData(400)]
    [InlineData(70000)]
    [InlineData(3e6)]
    public void Poisson_counts_have_mean_variance_and_skewness_of_their_mean(double mean)
    {
        var random = new NoiseStream(1, 2, (ulong)(mean * 100));
        var (m, variance, skewness) = Moments(() => random.NextPoisson(mean));
        // Standard errors of the three moments of N Poisson counts, five of them.
        double n = Count;
        Assert.Equal(mean, m, 5 * Math.Sqrt(mean / n));
        Assert.Equal(mean, variance, 5 * Math.Sqrt((2 * mean * mean + mean) / n));
        Assert.Equal(1 / Math.Sqrt(mean), skewness, 5 * Math.Sqrt((6 + 30 / mean + 15 / (mean * mean)) / n));
    }

    [Theory]
    [InlineData(3.0)]
    [InlineData(15.3)]
    public void Poisson_counts_follow_the_probabilities(double mean)
    {
        var random = new NoiseStream(5, 1);
        var counts = new double[60];
        for (int i = 0; i < Count; i++) counts[(int)random.NextPoisson(mean)]++;
        double chi2 = 0, p = Math.Exp(-mean);
        int bins = 0;
        for (int k = 0; k < counts.Length; p *= mean / ++k)
        {
            if (p * Count < 20) continue;
            chi2 += (counts[k] - p * Count) * (counts[k] - p * Count) / (p * Count);
            bins++;
        }
        // Mean and spread of chi square.
        Assert.InRange(chi2, 0, bins + 5 * Math.Sqrt(2.0 * bins));
    }

    [Fact]
    public void Gaussian_numbers_have_the_moments_and_tails_of_a_gaussian()
    {
        var random = new NoiseStream(7, 7);
        int beyond2 = 0, beyond4 = 0;
        var (mean, variance, skewness) = Moments(() =>
        {
            double z = random.NextGaussian();
            if (Math.Abs(z) > 2) beyond2++;
            if (Math.Abs(z) > 3.6) beyond4++;
            return z;
        });
        Assert.Equal(0, mean, 5 / Math.Sqrt(Count));
        Assert.Equal(1, variance, 5 * Math.Sqrt(2.0 / Count));
        Assert.Equal(0, skewness, 5 * Math.Sqrt(6.0 / Count));
        // Two-sided tails of the normal distribution: 0.0455003 and 0.000318217.
        Assert.Equal(0.0455003 * Count, beyond2, 5 * Math.Sqrt(0.0455 * Count));
        Assert.Equal(0.000318217 * Count, beyond4, 5 * Math.Sqrt(0.000318 * Count));
    }

    [Fact]
    public void Streams_of_different_keys_are_unrelated()
    {
        var a = new NoiseStream(1, 1, 1, 100);
        var b = new NoiseStream(1, 1, 1, 101);
        double sum = 0;
        for (int i = 0; i < Count; i++) sum += a.NextGaussian() * b.NextGaussian();
        Assert.Equal(0, sum / Count, 5 / Math.Sqrt(Count));
    }

    private static (double Mean, double Variance, double Skewness) Moments(Func<double> next)
    {
        var values = new double[Count];
        for (int i = 0; i < Count; i++) values[i] = next();
        double mean = values.Average();
        double variance = values.Sum(v => (v - mean) * (v - mean)) / Count;
        double third = values.Sum(v => (v - mean) * (v - mean) * (v - mean)) / Count;
        return (mean, variance, third / Math.Pow(variance, 1.5));
    }
}
