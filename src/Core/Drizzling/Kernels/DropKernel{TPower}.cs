using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HstNotebooks.Drizzling;

/// <summary>A kernel whose sums hold a power of the overlaps.</summary>
/// <typeparam name="TPower">The power.</typeparam>
internal abstract class DropKernel<TPower> : DropKernel where TPower : struct, IOverlapPower
{
    /// <summary>The pair of pixel <paramref name="i"/> of the run as the two low lanes of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static Vector128<float> LoadPair(ref float pairs, int i) =>
        Vector128.CreateScalarUnsafe(Unsafe.As<float, double>(ref Unsafe.Add(ref pairs, 2 * i))).AsSingle();

    /// <summary>Adds the power of k times the pair to the sums at an index of <see cref="DrizzleBand.Pairs"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void AddPair(ref float sums, nint index, Vector128<float> pair, float k)
    {
        ref double slot = ref Unsafe.As<float, double>(ref Unsafe.Add(ref sums, index));
        var sum = Vector128.FusedMultiplyAdd(pair, Vector128.Create(TPower.Of(k)), Vector128.CreateScalarUnsafe(slot).AsSingle());
        slot = sum.AsDouble().ToScalar();
    }
}
