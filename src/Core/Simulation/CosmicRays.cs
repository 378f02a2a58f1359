using HstNotebooks.Images;

namespace HstNotebooks.Simulation;

/// <summary>
/// Charged particles crossing a chip. Directions are isotropic, so that a particle at an angle t from the normal leaves a track
/// of depth * tan(t) with the density 2 sin(t) cos(t) dt; the charge follows the length of the path with the skewed scatter of
/// thin layers (Landau's distribution in Moyal's form, 1955), and spreads a little on its way to the gates.
/// </summary>
internal static class CosmicRays
{
    /// <summary>Electrons per micrometre of silicon that a minimum ionising particle most probably frees.</summary>
    private const double ElectronsPerMicrometre = 75;

    /// <summary>Width of Moyal's distribution against its peak for a layer of some 15 micrometres.</summary>
    private const double RelativeWidth = 0.25;

    /// <summary>Part of the particles that are slow or heavy and free up to <see cref="SlowestFactor"/> times the charge.</summary>
    private const double SlowFraction = 0.28;

    private const double SlowestFactor = 8;

    /// <summary>Spread of the charge, pixels.</summary>
    private const double Diffusion = 0.28;

    /// <summary>Adds the particles of an exposure and marks with 1 the pixels they touch.</summary>
    public static void Add(Image<float> electrons, Image<byte> touched, CameraModel camera, double expected, NoiseStream random, CancellationToken cancel)
    {
        var (size, depth) = camera.PixelMicrometres;
        int count = (int)random.NextPoisson(expected);
        for (int i = 0; i < count; i++)
        {
            if (i % 1024 == 0) cancel.ThrowIfCancellationRequested();
            double sin2 = random.NextUniform();
            double tan = Math.Sqrt(sin2 / (1 - sin2)), path = depth / Math.Sqrt(1 - sin2);
            var (dy, dx) = Math.SinCos(random.NextUniform(0, 2 * Math.PI));
            double x = random.NextUniform(-0.5, electrons.Width - 0.5), y = random.NextUniform(-0.5, electrons.Height - 0.5);
            double length = depth / size * tan;
            double slow = random.NextUniform() < SlowFraction ? Math.Pow(SlowestFactor, random.NextUniform()) : 1;
            double charge = ElectronsPerMicrometre * path * slow * (1 + RelativeWidth * Moyal(ref random));
            Track(electrons, touched, (x, y), (dx * length, dy * length), Math.Max(charge, 30), ref random);
        }
    }

    private static void Track(Image<float> electrons, Image<byte> touched, (double X, double Y) start, (double X, double Y) along, double charge, ref NoiseStream random)
    {
        int steps = (int)Math.Min(20000, 24 + 12 * double.Hypot(along.X, along.Y));
        float part = (float)(charge / steps);
        for (int i = 0; i < steps; i++)
        {
            double f = (i + 0.5) / steps;
            int x = (int)Math.Round(start.X + f * along.X + Diffusion * random.NextGaussian());
            int y = (int)Math.Round(start.Y + f * along.Y + Diffusion * random.NextGaussian());
            if ((uint)x >= (uint)electrons.Width || (uint)y >= (uint)electrons.Height) continue;
            electrons[y, x] += part;
            touched[y, x] = 1;
        }
    }

    /// <summary>A number of Moyal's distribution, exp(-(x + e^-x)/2): x = -ln(z^2) with z Gaussian.</summary>
    private static double Moyal(ref NoiseStream random)
    {
        double z = random.NextGaussian();
        return -Math.Log(z * z + 1e-12);
    }
}
