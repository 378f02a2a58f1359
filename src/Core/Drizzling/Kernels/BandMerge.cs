using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HstNotebooks.Drizzling;

/// <summary>Merges the sums of one image into science, weight and context: O' = (O V + sum) / (V + weight), V' = V + weight.</summary>
internal static class BandMerge
{
    /// <summary>Merges a row; returns how many pixels received weight. <paramref name="context"/> may be empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long Row(ReadOnlySpan<float> pairs, Span<float> science, Span<float> weight, Span<int> context, int bit)
    {
        long touched = 0;
        int i = 0, lanes = Vector256<float>.Count;
        ref float pair = ref MemoryMarshal.GetReference(pairs), o = ref MemoryMarshal.GetReference(science), v = ref MemoryMarshal.GetReference(weight);
        ref int c = ref MemoryMarshal.GetReference(context);
        var zero = Vector256<float>.Zero;
        for (; i <= science.Length - lanes; i += lanes)
        {
            var a = Vector256.LoadUnsafe(ref pair, (nuint)(2 * i)).AsUInt64();
            var b = Vector256.LoadUnsafe(ref pair, (nuint)(2 * i + lanes)).AsUInt64();
            var q = Vector256.Narrow(a >>> 32, b >>> 32).AsSingle();
            var untouched = Vector256.Equals(q, zero);
            if (untouched.ExtractMostSignificantBits() == 0xFF) continue;
            var d = Vector256.Narrow(a & Vector256.Create(0xFFFFFFFFUL), b & Vector256.Create(0xFFFFFFFFUL)).AsSingle();
            var oldO = Vector256.LoadUnsafe(ref o, (nuint)i);
            var oldV = Vector256.LoadUnsafe(ref v, (nuint)i);
            var sum = oldV + q;
            var weighted = Vector256.ConditionalSelect(Vector256.Equals(oldV, zero), d, oldO * oldV + d);
            var keep = untouched | Vector256.Equals(sum, zero);
            Vector256.ConditionalSelect(keep, oldO, weighted / sum).StoreUnsafe(ref o, (nuint)i);
            sum.StoreUnsafe(ref v, (nuint)i);
            touched += lanes - System.Numerics.BitOperations.PopCount(untouched.ExtractMostSignificantBits());
            if (context.IsEmpty) continue;
            var bits = Vector256.LoadUnsafe(ref c, (nuint)i);
            (bits | (Vector256.Create(bit) & ~untouched.AsInt32())).StoreUnsafe(ref c, (nuint)i);
        }
        for (; i < science.Length; i++)
        {
            float d = pairs[2 * i], q = pairs[2 * i + 1];
            if (q == 0) continue;
            touched++;
            float sum = weight[i] + q;
            if (sum != 0) science[i] = weight[i] == 0 ? d / sum : (science[i] * weight[i] + d) / sum;
            weight[i] = sum;
            if (!context.IsEmpty) context[i] |= bit;
        }
        return touched;
    }
}
