namespace HstNotebooks.Magics;

/// <summary>A flag or positional argument of a magic.</summary>
/// <param name="Name">The flag without dashes, for example <c>final_pixfrac</c>.</param>
/// <param name="Help">One sentence.</param>
/// <param name="ValueType">The type of the value; bool flags may stand alone.</param>
/// <param name="Default">The default as text, empty for none.</param>
/// <param name="Choices">The allowed words; empty where any value is allowed.</param>
/// <param name="IsPositional">Whether it is given without a flag.</param>
/// <param name="IsRequired">Whether it must be given.</param>
/// <param name="Section">A heading in the help, empty for the main ones.</param>
public sealed record MagicParameter(string Name, string Help, Type ValueType, string Default = "", IReadOnlyList<string>? Choices = null,
    bool IsPositional = false, bool IsRequired = false, string Section = "");
