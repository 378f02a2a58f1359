using System.Runtime.CompilerServices;
using HstNotebooks.Errors;
using HstNotebooks.Formatting;
using HstNotebooks.Hosting;

namespace HstNotebooks.Tests.Formatting;

public sealed class PublicSurfaceTests
{
    /// <summary>Every public type of the engine and the extension of which a cell can return a value.</summary>
    private static IEnumerable<Type> ReturnableTypes() =>
        new[] { typeof(HstException).Assembly, typeof(Formatters).Assembly }.SelectMany(a => a.GetExportedTypes())
            .Where(t => !(t.IsAbstract && t.IsSealed) && !t.IsInterface && !t.IsByRefLike && !typeof(Attribute).IsAssignableFrom(t) && !typeof(Delegate).IsAssignableFrom(t));

    [Fact]
    public void Every_public_type_is_shown_by_a_rule_that_suits_it()
    {
        var without = ReturnableTypes().Where(t => t.IsAbstract
            ? !Formatters.HasOwn(t) && !ReturnableTypes().Any(d => d.IsSubclassOf(t)) && !GeneralFormatter.IsPlainData(t) && !GeneralFormatter.IsPartOfEngine(t) && !ValueText.HasOwnText(t)
            : !Formatters.HasOwn(t) && !GeneralFormatter.IsPlainData(t) && !GeneralFormatter.IsPartOfEngine(t) && !ValueText.HasOwnText(t) && !typeof(System.Collections.IEnumerable).IsAssignableFrom(t) && !t.IsEnum)
            .Select(t => t.FullName).Order().ToList();
        Assert.True(without.Count == 0, "give these a ToString or properties, make them records, or register a formatter in BuiltInFormatters:\n" + string.Join("\n", without));
    }

    [Fact]
    public void No_value_is_dumped()
    {
        foreach (var type in ReturnableTypes().Where(t => !t.IsAbstract && !t.ContainsGenericParameters && !t.IsEnum && t != typeof(MimeBundle)))
        {
            // An object without its fields set is the worst that a formatter can meet.
            object value = RuntimeHelpers.GetUninitializedObject(type);
            if (value is IDisposable) GC.SuppressFinalize(value);
            var bundle = Formatters.Format(value);
            Assert.True(bundle.Data.Values.Sum(v => v?.Length ?? 0) < 20_000, type.FullName);
        }
    }
}
