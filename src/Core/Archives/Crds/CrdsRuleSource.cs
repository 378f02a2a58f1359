namespace HstNotebooks.Archives;

/// <summary>Who computes the best references.</summary>
public enum CrdsRuleSource
{
    /// <summary>This program, from the mappings of the context; the server is asked only for what no mapping here explains.</summary>
    Mappings,
    /// <summary>The CRDS server, from the keywords that it wants to know.</summary>
    Server,
}
