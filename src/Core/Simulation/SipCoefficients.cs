namespace HstNotebooks.Simulation;

/// <summary>A SIP polynomial pair (Shupe et al. 2005): A_p_q and B_p_q by their powers.</summary>
/// <param name="Order">A_ORDER and B_ORDER.</param>
/// <param name="A">Coefficients of x, keyed by the powers of u and v.</param>
/// <param name="B">Coefficients of y.</param>
public sealed record SipCoefficients(int Order, IReadOnlyDictionary<(int P, int Q), double> A, IReadOnlyDictionary<(int P, int Q), double> B)
{
    /// <summary>Coefficients listed in the order A_0_2, A_0_3, ..., A_1_1, A_1_2, ... as headers sort them.</summary>
    internal static SipCoefficients FromHeaderOrder(int order, double[] a, double[] b) => new(order, Key(order, a), Key(order, b));

    /// <summary>The polynomials of the same detector with pixels <paramref name="factor"/> times as large: a small chip keeps the whole distortion.</summary>
    public SipCoefficients WithPixels(double factor) => new(Order, Scale(A, factor), Scale(B, factor));

    private static Dictionary<(int P, int Q), double> Key(int order, double[] values)
    {
        var result = new Dictionary<(int, int), double>();
        int at = 0;
        for (int p = 0; p <= order; p++)
            for (int q = Math.Max(0, 2 - p); p + q <= order; q++)
                result.Add((p, q), values[at++]);
        return at == values.Length ? result
            : throw new ArgumentException($"{values.Length} coefficients for an order of {order}, which has {at}", nameof(values));
    }

    private static Dictionary<(int P, int Q), double> Scale(IReadOnlyDictionary<(int P, int Q), double> values, double factor) =>
        values.ToDictionary(c => c.Key, c => c.Value * Math.Pow(factor, c.Key.P + c.Key.Q - 1));
}
