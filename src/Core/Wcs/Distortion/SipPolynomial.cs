using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HstNotebooks.Wcs;

/// <summary>
/// The SIP polynomial of one axis, f(u, v) = sum A_p_q u^p v^q with p + q up to the order, u and v being offsets from CRPIX
/// in pixels (Shupe et al. 2005, ADASS XIV). Evaluated by Horner's rule. Immutable.
/// </summary>
public sealed class SipPolynomial
{
    private readonly double[] _horner; // for p = order .. 0: coefficients of v^(order-p) .. v^0

    /// <summary>A polynomial from its coefficients.</summary>
    /// <param name="coefficients">[p, q], square, (order+1) x (order+1); terms with p + q above the order must be zero.</param>
    public SipPolynomial(double[,] coefficients)
    {
        Order = coefficients.GetLength(0) - 1;
        if (coefficients.GetLength(1) != Order + 1) throw new ArgumentException("SIP coefficients are a square array", nameof(coefficients));
        _horner = new double[(Order + 1) * (Order + 2) / 2];
        int i = 0;
        for (int p = Order; p >= 0; p--)
            for (int q = Order - p; q >= 0; q--) _horner[i++] = coefficients[p, q];
        Coefficients = (double[,])coefficients.Clone();
    }

    /// <summary>A_ORDER or B_ORDER.</summary>
    public int Order { get; }

    /// <summary>The coefficient of u^p v^q.</summary>
    public double this[int p, int q] => p >= 0 && q >= 0 && p + q <= Order ? Coefficients[p, q] : 0;

    internal double[,] Coefficients { get; }

    /// <summary>The value in pixels.</summary>
    public double Evaluate(double u, double v) => Evaluate(Vector512.Create(u), Vector512.Create(v)).ToScalar();

    /// <summary>The values at eight positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector512<double> Evaluate(Vector512<double> u, Vector512<double> v)
    {
        ref double c = ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(_horner);
        var sum = Vector512.Create(c);
        for (int length = 2; length <= Order + 1; length++)
        {
            c = ref Unsafe.Add(ref c, length - 1);
            var inner = Vector512.Create(c);
            for (int k = 1; k < length; k++) inner = Vector512.FusedMultiplyAdd(inner, v, Vector512.Create(Unsafe.Add(ref c, k)));
            sum = Vector512.FusedMultiplyAdd(sum, u, inner);
        }
        return sum;
    }

    /// <summary>The value and its derivatives with u and v.</summary>
    internal (double Value, double ByU, double ByV) EvaluateWithDerivatives(double u, double v)
    {
        double sum = 0, byU = 0, byV = 0;
        int i = 0;
        for (int length = 1; length <= Order + 1; length++)
        {
            double inner = 0, innerByV = 0;
            for (int k = 0; k < length; k++)
            {
                innerByV = innerByV * v + inner;
                inner = inner * v + _horner[i++];
            }
            byU = byU * u + sum;
            sum = sum * u + inner;
            byV = byV * u + innerByV;
        }
        return (sum, byU, byV);
    }
}
