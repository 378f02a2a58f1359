namespace HstNotebooks.Parameters;

/// <summary>
/// Ties a property of an options record to the DrizzlePac parameter of the same meaning. From these attributes come the
/// flags of the magics and of the command line, the help, the parameter files and the documentation, so that a parameter
/// is described in one place.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParameterAttribute(string name, string help) : Attribute
{
    /// <summary>DrizzlePac's name, for example <c>final_pixfrac</c>.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence: what it does.</summary>
    public string Help { get; } = help;

    /// <summary>DrizzlePac's section of the parameter file; empty for the top level.</summary>
    public string Section { get; init; } = "";

    /// <summary>The unit of the value; empty where there is none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The allowed words, separated by <c>|</c>; empty where any value is allowed.</summary>
    public string Choices { get; init; } = "";

    /// <summary>What a value that is refused may need to know, for example why a word of DrizzlePac's is missing; empty where there is nothing.</summary>
    public string Advice { get; init; } = "";

    /// <summary>Smallest allowed number (inclusive).</summary>
    public double Min { get; init; } = double.NegativeInfinity;

    /// <summary>Largest allowed number (inclusive).</summary>
    public double Max { get; init; } = double.PositiveInfinity;
}
