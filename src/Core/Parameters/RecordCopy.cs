using System.Reflection;

namespace HstNotebooks.Parameters;

/// <summary>Copies a record whose type is known only at run time, as a <c>with</c> expression does.</summary>
internal static class RecordCopy
{
    private static readonly MethodInfo Clone =
        typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!;

    public static T Of<T>(T record) where T : class => (T)Clone.Invoke(record, null)!;
}
