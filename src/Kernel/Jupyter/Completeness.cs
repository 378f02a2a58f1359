using System.Text.Json.Nodes;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Scripting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace HstNotebooks.Kernel.Jupyter;

/// <summary>Whether a cell can be run as it stands, or a console should ask for another line.</summary>
internal static class Completeness
{
    /// <summary>The content of <c>is_complete_reply</c>.</summary>
    public static JsonObject Content(string code)
    {
        string status = "complete";
        foreach (var part in CellSplitter.Split(code).Where(part => part.Kind == CellPartKind.CSharp))
        {
            var tree = CSharpSyntaxTree.ParseText(UsingDeclarations.Rewrite(part.Text, session: 0).Code, ScriptEnvironment.ParseOptions);
            if (!SyntaxFactory.IsCompleteSubmission(tree))
            {
                string indent = part.Text.TrimEnd().EndsWith('{') ? "    " : "";
                return new() { ["status"] = "incomplete", ["indent"] = indent };
            }
            if (tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error)) status = "invalid";
        }
        return new() { ["status"] = status };
    }
}
