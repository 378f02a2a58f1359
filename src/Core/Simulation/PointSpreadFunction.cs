using MathNet.Numerics;

namespace HstNotebooks.Simulation;

/// <summary>
/// A point spread function: a sum of circular Gaussians, integrated exactly over square pixels. Immutable; thread safe.
/// </summary>
/// <param name="Components">Core first, wings last; the fractions sum to 1.</param>
public sealed record PointSpreadFunction(IReadOnlyList<PointSpreadFunction.Component> Components)
{
    /// <summary>One Gaussian.</summary>
    /// <param name="Fraction">Part of the star's light, 0 to 1.</param>
    /// <param name="Sigma">Standard deviation in detector pixels.</param>
    public readonly record struct Component(double Fraction, double Sigma);

    /// <summary>A core, an inner halo and wings.</summary>
    public static PointSpreadFunction OfGaussians(params ReadOnlySpan<(double Fraction, double Sigma)> components)
    {
        var list = new Component[components.Length];
        double sum = 0;
        for (int i = 0; i < list.Length; i++)
        {
            list[i] = new(components[i].Fraction, components[i].Sigma);
            sum += list[i].Fraction;
        }
        if (Math.Abs(sum - 1) > 1e-9) throw new ArgumentException($"the fractions sum to {sum}, not to 1", nameof(components));
        return new(list);
    }

    /// <summary>
    /// Distance from the star, in pixels along an axis, beyond which a component is left out: 4.5 sigma at least (1e-4 of its light),
    /// and as far as it adds 0.02 electrons to a pixel.
    /// </summary>
    internal static double Reach(Component component, double electrons)
    {
        double peak = electrons * component.Fraction / (2 * Math.PI * component.Sigma * component.Sigma);
        double sigmas = peak > 0.02 ? Math.Sqrt(2 * Math.Log(peak / 0.02)) : 0;
        return component.Sigma * Math.Max(4.5, sigmas);
    }

    /// <summary>The furthest reach of a star, in pixels.</summary>
    internal double Reach(double electrons)
    {
        double reach = 0;
        foreach (var component in Components) reach = Math.Max(reach, Reach(component, electrons));
        return reach;
    }

    /// <summary>The part of a Gaussian along one axis that falls into each of the pixels first, first + 1, ...</summary>
    internal static void IntegrateOverPixels(double centre, double sigma, int first, Span<double> parts)
    {
        double scale = 1 / (sigma * Math.Sqrt(2));
        double below = SpecialFunctions.Erf((first - 0.5 - centre) * scale);
        for (int i = 0; i < parts.Length; i++)
        {
            double above = SpecialFunctions.Erf((first + i + 0.5 - centre) * scale);
            parts[i] = 0.5 * (above - below);
            below = above;
        }
    }
}
