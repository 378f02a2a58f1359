using HstNotebooks.Tables;

namespace HstNotebooks.Drizzling;

/// <summary>What <see cref="BlendHeaders"/> did.</summary>
/// <param name="Path">The file with the blended headers.</param>
/// <param name="Inputs">The chips whose headers were blended.</param>
/// <param name="HeaderTable">The table HDRTAB: one row per chip, one column per keyword that differs or may differ.</param>
public sealed record BlendHeadersResult(string Path, IReadOnlyList<string> Inputs, Table HeaderTable);
