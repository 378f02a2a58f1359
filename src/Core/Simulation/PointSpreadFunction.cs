using MathNet.Numerics;

namespace HstNotebooks.Simulation;

/// <summary>
/// A point spread function: a sum of circular Gaussians, integrated exactly over square pixels, with four diffraction spikes of
/// bright stars. Immutable; thread safe.
/// </summary>
/// <param name="Components">Core first, wings last; the fractions and <paramref name="SpikeFraction"/> sum to 1.</param>
/// <param name="SpikeFraction">Part of the light in the four spikes.</param>
/// <param name="SpikeAngle">Direction of the first spike from the x axis, degrees; the others follow at right angles.</param>
/// <param name="SpikeScale">Size of the spikes in pixels: their inner end.</param>
public sealed record PointSpreadFunction(IReadOnlyList<PointSpreadFunction.Component> Components, double SpikeFraction = 0, double SpikeAngle = 45, double SpikeScale = 3)
{
    /// <summary>Electrons in its brightest pixel below which a part of the wings is not drawn; its light goes to the part inside of it.</summary>
    private const double Faintest = 0.02;

    /// <summary>Stars with fewer electrons show no spikes.</summary>
    private const double FaintestSpiked = 1e5;

    /// <summary>One Gaussian.</summary>
    /// <param name="Fraction">Part of the star's light, 0 to 1.</param>
    /// <param name="Sigma">Standard deviation in detector pixels.</param>
    public readonly record struct Component(double Fraction, double Sigma);

    /// <summary>A Gaussian of light on a chip: position (0-based pixels), width, electrons.</summary>
    internal readonly record struct Blob(double X, double Y, double Sigma, double Electrons)
    {
        /// <summary>Distance along an axis beyond which it is left out: 4.5 sigma at least (1e-4 of its light), and as far as it adds 0.02 electrons to a pixel.</summary>
        public double Reach
        {
            get
            {
                double peak = Electrons / (2 * Math.PI * Sigma * Sigma);
                return Sigma * Math.Max(4.5, peak > Faintest ? Math.Sqrt(2 * Math.Log(peak / Faintest)) : 0);
            }
        }
    }

    /// <summary>
    /// The telescope's profile: a core, and wings that fall with about the third power of the distance out to some arcseconds. Of the light, 76 % lies
    /// within 0.1 arcsec and 97 % within 1 arcsec for pixels of 0.04 arcsec at 600 nm (WFC3 Instrument Handbook, encircled energy of UVIS).
    /// </summary>
    /// <param name="core">Sigma of the core in pixels.</param>
    /// <param name="wings">Size of the wings, 1 for pixels of 0.04 arcsec at 600 nm: larger for smaller pixels and longer waves.</param>
    public static PointSpreadFunction OfTelescope(double core, double wings) => new(
        [new(0.62, core), new(0.185, 1.7 * wings), new(0.095, 4 * wings), new(0.052, 10 * wings), new(0.025, 25 * wings), new(0.011, 60 * wings)],
        SpikeFraction: 0.012, SpikeScale: 3 * wings);

    /// <summary>What a star lights on a chip. Light is kept: a part that is too faint to be drawn goes to the one inside of it.</summary>
    internal void Expand(StarImage star, List<Blob> blobs)
    {
        bool spiked = SpikeFraction > 0 && star.Electrons >= FaintestSpiked;
        double carried = spiked ? 0 : SpikeFraction * star.Electrons;
        for (int i = Components.Count - 1; i >= 0; i--)
        {
            var (fraction, sigma) = Components[i];
            double light = fraction * star.Electrons + carried;
            bool drawn = i == 0 || light > Faintest * 2 * Math.PI * sigma * sigma;
            carried = drawn ? 0 : light;
            if (drawn) blobs.Add(new(star.X, star.Y, sigma, light));
        }
        if (spiked) AddSpikes(star, blobs);
    }

    private void AddSpikes(StarImage star, List<Blob> blobs)
    {
        // Equal light in equal steps of log r: the surface brightness along a spike of constant width falls with the square of the distance.
        const int steps = 34;
        const double ratio = 1.12;
        double light = SpikeFraction * star.Electrons / (4 * steps);
        for (int direction = 0; direction < 4; direction++)
        {
            var (sin, cos) = Math.SinCos(double.DegreesToRadians(SpikeAngle + 90 * direction));
            double r = SpikeScale;
            for (int k = 0; k < steps; k++, r *= ratio)
                blobs.Add(new(star.X + r * cos, star.Y + r * sin, 0.3 * SpikeScale + 0.04 * r, light));
        }
    }

    /// <summary>The part of a Gaussian along one axis that falls into each of the pixels first, first + 1, ...</summary>
    internal static void IntegrateOverPixels(double centre, double sigma, int first, Span<float> parts)
    {
        double scale = 1 / (sigma * Math.Sqrt(2));
        double below = SpecialFunctions.Erf((first - 0.5 - centre) * scale);
        for (int i = 0; i < parts.Length; i++)
        {
            double above = SpecialFunctions.Erf((first + i + 0.5 - centre) * scale);
            parts[i] = (float)(0.5 * (above - below));
            below = above;
        }
    }
}
