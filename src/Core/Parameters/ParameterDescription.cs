namespace HstNotebooks.Parameters;

/// <summary>One parameter of a task as its users see it: flag, help, default, limits.</summary>
/// <param name="Name">DrizzlePac's name with the prefix of its group.</param>
/// <param name="Section">DrizzlePac's section; empty for the top level.</param>
/// <param name="ValueType">bool, int, double, string, a catalog or an enum, nullable where None is allowed.</param>
/// <param name="Default">The default value; null for None.</param>
/// <param name="Help">One sentence.</param>
/// <param name="Unit">The unit, empty where there is none.</param>
/// <param name="Choices">The allowed words; empty where any value is allowed.</param>
/// <param name="Min">Smallest allowed number.</param>
/// <param name="Max">Largest allowed number.</param>
public sealed record ParameterDescription(string Name, string Section, Type ValueType, object? Default, string Help,
    string Unit, IReadOnlyList<string> Choices, double Min, double Max)
{
    /// <summary>What is said where a value is refused, besides what was expected; empty where there is nothing.</summary>
    public string Advice { get; init; } = "";
}
