using Microsoft.CodeAnalysis.Text;

namespace HstNotebooks.Kernel.Scripting;

/// <summary>A compiler message with its place in the user's text.</summary>
/// <param name="Id">The compiler's number, for example CS0103.</param>
/// <param name="Message">The compiler's sentence.</param>
/// <param name="Start">First character, 0-based line and column of the piece.</param>
/// <param name="End">Behind the last character.</param>
internal readonly record struct LocatedDiagnostic(string Id, string Message, LinePosition Start, LinePosition End);
