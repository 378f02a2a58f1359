namespace HstNotebooks.Photometry;

/// <summary>What photeq does to one HDU.</summary>
/// <param name="FileName">The file, as named.</param>
/// <param name="ExtName">EXTNAME; <c>PRIMARY</c> for the primary header.</param>
/// <param name="ExtVer">EXTVER.</param>
/// <param name="OldValue">Value of the keyword before; null where the HDU has none and follows the primary header.</param>
/// <param name="NewValue">Value of the keyword after.</param>
/// <param name="Factor">What data and errors are multiplied by: old value over new value.</param>
/// <param name="IsReference">Whether this HDU gave the reference value; it is left as it is.</param>
/// <param name="AuxiliaryKeywords">Further keywords with their values before and after.</param>
/// <param name="ScalesData">Whether the HDU's pixels are multiplied.</param>
/// <param name="ScalesError">Whether the error array of the same version is multiplied.</param>
public sealed record PhotEqChange(string FileName, string ExtName, int ExtVer, double? OldValue, double NewValue, double Factor, bool IsReference,
    IReadOnlyList<KeywordChange> AuxiliaryKeywords, bool ScalesData, bool ScalesError);
