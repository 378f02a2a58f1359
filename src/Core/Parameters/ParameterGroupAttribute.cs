namespace HstNotebooks.Parameters;

/// <summary>
/// Marks a property that holds another options record whose parameters belong to the same task, for example the source
/// finding of TweakReg. Its parameters appear beside the task's own, with <see cref="Prefix"/> put before their names.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ParameterGroupAttribute(string prefix = "") : Attribute
{
    /// <summary>Put before each name of the group, for example <c>ref_</c>; empty for none.</summary>
    public string Prefix { get; } = prefix;

    /// <summary>What stands above the group in help and lists; empty for nothing.</summary>
    public string Title { get; init; } = "";
}
