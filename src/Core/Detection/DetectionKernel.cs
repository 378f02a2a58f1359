using HstNotebooks.Errors;

namespace HstNotebooks.Detection;

/// <summary>
/// The Gaussian that sources are compared with, and the convolution kernel made from it (Stetson 1987, PASP 99, 191;
/// facts: source-finding 1.4). The convolved image is the least-squares height of the Gaussian at every pixel.
/// </summary>
/// <remarks>Immutable; safe to share between threads. Arrays are row by row, [y * Width + x], centre at (Width / 2, Height / 2).</remarks>
public sealed class DetectionKernel
{
    private const double SigmaPerFwhm = 1 / 2.354820045;
    /// <summary>Pixels up to this distance from the centre always belong to the kernel (IRAF daofind).</summary>
    private const double SmallestRadius = 2.001;

    /// <summary>Makes the kernel.</summary>
    /// <param name="fwhm">Full width at half maximum along the major axis in pixels (<c>conv_width</c>), above 0.</param>
    /// <param name="nsigma">Radius of the kernel in standard deviations, above 0.</param>
    /// <param name="ratio">Minor over major axis, 0 (one-dimensional) to 1.</param>
    /// <param name="theta">Position angle of the major axis in degrees, counter-clockwise from x.</param>
    /// <exception cref="ParameterException">A value is out of range, or a one-dimensional kernel is turned by other than 0, 90 or 180 degrees.</exception>
    public DetectionKernel(double fwhm, double nsigma = 1.5, double ratio = 1, double theta = 0)
    {
        Require(fwhm > 0 && fwhm < 200, "conv_width", fwhm, "a width in pixels between 0 and 200");
        Require(nsigma > 0 && nsigma < 100, "nsigma", nsigma, "a number between 0 and 100");
        Require(ratio is >= 0 and <= 1, "ratio", ratio, "a number from 0 to 1");
        Require(double.IsFinite(theta), "theta", theta, "an angle in degrees");

        SigmaX = fwhm * SigmaPerFwhm;
        SigmaY = ratio * SigmaX;
        double limit = nsigma * nsigma / 2;
        double cos = Math.Cos(double.DegreesToRadians(theta)), sin = Math.Sin(double.DegreesToRadians(theta));
        double a, b, c;
        if (ratio > 0)
        {
            double wx = 1 / (SigmaX * SigmaX), wy = 1 / (SigmaY * SigmaY);
            a = cos * cos * wx + sin * sin * wy;
            b = 2 * cos * sin * (wx - wy);
            c = sin * sin * wx + cos * cos * wy;
            double discriminant = b * b - 4 * a * c;
            Width = 2 * (int)(2 * Math.Max(1, nsigma * Math.Sqrt(-c / discriminant))) + 1;
            Height = 2 * (int)(2 * Math.Max(1, nsigma * Math.Sqrt(-a / discriminant))) + 1;
        }
        else
        {
            double angle = Math.Abs(theta % 180);
            Require(angle is 0 or 90, "theta", theta, "0, 90 or 180 where ratio is 0");
            double w = 1 / (SigmaX * SigmaX);
            (a, b, c) = angle == 0 ? (w, 0.0, 0.0) : (0.0, 0.0, w);
            Width = 2 * (int)Math.Max(2, SigmaX * nsigma * Math.Abs(cos)) + 1;
            Height = 2 * (int)Math.Max(2, SigmaX * nsigma * Math.Abs(sin)) + 1;
        }
        Separation = fwhm * nsigma / 2;
        Gaussian = new double[Width * Height];
        Support = new bool[Width * Height];
        Weights = new double[Width * Height];
        Fill(a, b, c, limit);
    }

    /// <summary>Columns, odd.</summary>
    public int Width { get; }
    /// <summary>Rows, odd.</summary>
    public int Height { get; }
    /// <summary>Standard deviation along the major axis, pixels.</summary>
    public double SigmaX { get; }
    /// <summary>Standard deviation along the minor axis, pixels.</summary>
    public double SigmaY { get; }
    /// <summary>Sources closer than this are taken for one, pixels.</summary>
    public double Separation { get; }
    /// <summary>The Gaussian, 1 at the centre.</summary>
    internal double[] Gaussian { get; }
    /// <summary>Which pixels take part in the convolution.</summary>
    internal bool[] Support { get; }
    /// <summary>The convolution kernel; its sum is zero.</summary>
    internal double[] Weights { get; }

    private void Fill(double a, double b, double c, double limit)
    {
        double sum = 0, sumOfSquares = 0;
        int count = 0;
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
            {
                double dx = x - Width / 2, dy = y - Height / 2;
                double form = a * dx * dx + b * dx * dy + c * dy * dy;
                int i = y * Width + x;
                Gaussian[i] = Math.Exp(-0.5 * form);
                Support[i] = form <= 2 * limit || Math.Sqrt(dx * dx + dy * dy) <= SmallestRadius;
                if (!Support[i]) continue;
                count++;
                sum += Gaussian[i];
                sumOfSquares += Gaussian[i] * Gaussian[i];
            }
        }
        double denominator = sumOfSquares - sum * sum / count;
        for (int i = 0; i < Weights.Length; i++)
            Weights[i] = Support[i] ? (Gaussian[i] - sum / count) / denominator : 0;
    }

    private static void Require(bool condition, string parameter, double value, string expected)
    {
        if (condition) return;
        throw new ParameterException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{parameter} = {value} cannot be used"))
        { Parameter = parameter, Expected = expected };
    }
}
