namespace HstNotebooks.Parameters;

/// <summary>
/// The order in which the sections of a long options record are listed. Needed where the record is spread over several
/// files, since the compiler then decides the order of its properties. Parameters without a section come first, sections
/// that are not named last.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ParameterSectionsAttribute(params string[] order) : Attribute
{
    /// <summary>The sections, first one first.</summary>
    public IReadOnlyList<string> Order { get; } = order;

    /// <summary>The place of a section in that order; the one without a name is before all.</summary>
    internal int PlaceOf(string section)
    {
        if (section.Length == 0) return -1;
        int at = Order.ToList().IndexOf(section);
        return at < 0 ? Order.Count : at;
    }
}
