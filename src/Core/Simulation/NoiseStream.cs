using System.Numerics;

namespace HstNotebooks.Simulation;

/// <summary>
/// A stream of random numbers that depends only on its key. Each row of an image has its own key, so that pixels do not
/// depend on which thread makes them or on how many there are.
/// </summary>
/// <remarks>
/// Generator: xoshiro256++ (Blackman and Vigna 2021), its state filled by SplitMix64. Gaussian: ziggurat with 128 layers
/// (Marsaglia and Tsang 2000, constants of Doornik 2005). Poisson: inversion below a mean of 10, above it Hoermann's PTRS
/// (1993). A mutable struct: pass it by reference, not for sharing between threads.
/// </remarks>
internal struct NoiseStream
{
    private ulong s0, s1, s2, s3;
    private double poissonMean, poissonA, poissonB, poissonInvAlpha, poissonVr, poissonLog;

    /// <summary>Starts the stream of a key of up to four numbers.</summary>
    public NoiseStream(ulong seed, ulong purpose, ulong part = 0, ulong row = 0)
    {
        ulong x = Mix(Mix(Mix(Mix(seed) ^ purpose) ^ part) ^ row);
        s0 = Next(ref x);
        s1 = Next(ref x);
        s2 = Next(ref x);
        s3 = Next(ref x);
        poissonMean = -1;

        static ulong Next(ref ulong x) => Mix(x += 0x9E3779B97F4A7C15);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits()
    {
        ulong result = BitOperations.RotateLeft(s0 + s3, 23) + s0;
        ulong t = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= t;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>Uniform in (0, 1): never 0, never 1.</summary>
    public double NextUniform() => ((NextBits() >> 11) + 0.5) * (1.0 / (1L << 53));

    /// <summary>Uniform between two limits.</summary>
    public double NextUniform(double from, double to) => from + (to - from) * NextUniform();

    /// <summary>Gaussian with mean 0 and standard deviation 1.</summary>
    public double NextGaussian()
    {
        while (true)
        {
            ulong bits = NextBits();
            int layer = (int)(bits & 127);
            double u = (long)(bits & ~0x7FFUL) * (1.0 / (1UL << 63));
            if (Math.Abs(u) < Ziggurat.Ratio[layer]) return u * Ziggurat.X[layer];
            if (layer == 0) return Tail(negative: u < 0);
            double x = u * Ziggurat.X[layer];
            double f0 = Math.Exp(-0.5 * (Ziggurat.X[layer] * Ziggurat.X[layer] - x * x));
            double f1 = Math.Exp(-0.5 * (Ziggurat.X[layer + 1] * Ziggurat.X[layer + 1] - x * x));
            if (f1 + NextUniform() * (f0 - f1) < 1) return x;
        }
    }

    /// <summary>A Poisson count of the given mean; 0 for a mean of 0 or less.</summary>
    public double NextPoisson(double mean)
    {
        if (!(mean > 0)) return 0;
        if (mean < 10) return SmallPoisson(mean);
        return mean > 1e6 ? Math.Max(0, Math.Round(mean + Math.Sqrt(mean) * NextGaussian())) : LargePoisson(mean);
    }

    private double SmallPoisson(double mean)
    {
        double term = mean == poissonMean ? poissonLog : poissonLog = Math.Exp(-mean);
        poissonMean = mean;
        double rest = NextUniform() - term;
        int count = 0;
        while (rest > 0 && count < 200)
        {
            count++;
            term *= mean / count;
            rest -= term;
        }
        return count;
    }

    private double LargePoisson(double mean)
    {
        if (mean != poissonMean)
        {
            poissonMean = mean;
            poissonB = 0.931 + 2.53 * Math.Sqrt(mean);
            poissonA = -0.059 + 0.02483 * poissonB;
            poissonInvAlpha = 1.1239 + 1.1328 / (poissonB - 3.4);
            poissonVr = 0.9277 - 3.6224 / (poissonB - 2);
            poissonLog = Math.Log(mean);
        }
        while (true)
        {
            double u = NextUniform() - 0.5, v = NextUniform();
            double us = 0.5 - Math.Abs(u);
            double k = Math.Floor((2 * poissonA / us + poissonB) * u + mean + 0.43);
            if (us >= 0.07 && v <= poissonVr) return k;
            if (k < 0 || (us < 0.013 && v > us)) continue;
            if (Math.Log(v * poissonInvAlpha / (poissonA / (us * us) + poissonB)) <= k * poissonLog - mean - LogFactorial(k)) return k;
        }
    }

    private double Tail(bool negative)
    {
        double x, y;
        do
        {
            x = Math.Log(NextUniform()) / Ziggurat.Start;
            y = Math.Log(NextUniform());
        }
        while (-2 * y < x * x);
        return negative ? x - Ziggurat.Start : Ziggurat.Start - x;
    }

    /// <summary>ln k! by Stirling's series, to 1e-10 for k of 10 and more; smaller ones are summed.</summary>
    private static double LogFactorial(double k)
    {
        double shift = 0;
        for (; k < 10; k++) shift += Math.Log(k + 1);
        double n = k + 1, inverse = 1 / (n * n);
        return (n - 0.5) * Math.Log(n) - n + 0.91893853320467274 + (1.0 / 12 - inverse * (1.0 / 360 - inverse / 1260)) / n - shift;
    }

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Layers of equal area under the Gaussian.</summary>
    private static class Ziggurat
    {
        public const double Start = 3.442619855899;
        private const double Area = 9.91256303526217e-3;
        public static readonly double[] X = new double[129];
        public static readonly double[] Ratio = new double[128];

        static Ziggurat()
        {
            double f = Math.Exp(-0.5 * Start * Start);
            X[0] = Area / f;
            X[1] = Start;
            for (int i = 2; i < 128; i++)
            {
                X[i] = Math.Sqrt(-2 * Math.Log(Area / X[i - 1] + f));
                f = Math.Exp(-0.5 * X[i] * X[i]);
            }
            for (int i = 0; i < 128; i++) Ratio[i] = X[i + 1] / X[i];
        }
    }
}
