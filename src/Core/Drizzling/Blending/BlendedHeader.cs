using HstNotebooks.Fits;
using HstNotebooks.Tables;

namespace HstNotebooks.Drizzling;

/// <summary>Headers blended from those of many chips.</summary>
/// <param name="Primary">For the primary HDU.</param>
/// <param name="Science">For SCI.</param>
/// <param name="Weight">For WHT, from the headers of ERR.</param>
/// <param name="Context">For CTX, from the headers of DQ.</param>
/// <param name="Table">HDRTAB: a row per chip, a column per table rule.</param>
public sealed record BlendedHeader(FitsHeader Primary, FitsHeader Science, FitsHeader Weight, FitsHeader Context, Table Table);
