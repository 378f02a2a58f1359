using HstNotebooks.Parameters;

namespace HstNotebooks.Drizzling;

public sealed partial record AstroDrizzleOptions : IRemembersGivenNames
{
    private GivenNames given;

    void IRemembersGivenNames.Remember(GivenNames names) => given = names;

    /// <summary>Whether a parameter was named by a flag or in C# by <see cref="ParameterSet.Bind{TOptions}"/>.</summary>
    internal bool IsGiven(string parameter) => given.Contains(parameter);
}
