namespace HstNotebooks.Drizzling;

/// <summary>One rule: a keyword becomes a column of the header table, or a keyword of the product.</summary>
/// <param name="Keyword">The keyword whose values are taken.</param>
/// <param name="Target">The column or keyword that is made.</param>
/// <param name="Function">How; null makes a column.</param>
public sealed record HeaderRule(string Keyword, string Target, BlendFunction? Function);
