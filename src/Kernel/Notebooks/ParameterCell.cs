using System.Globalization;
using System.Text.Json.Nodes;
using HstNotebooks.Errors;
using HstNotebooks.Kernel.Cells;
using HstNotebooks.Kernel.Scripting;
using HstNotebooks.Parameters;
using Microsoft.CodeAnalysis.CSharp;

namespace HstNotebooks.Kernel.Notebooks;

/// <summary>
/// Sets the variables of a notebook from outside: behind the cell tagged <c>parameters</c> comes one that assigns the given values,
/// tagged <c>injected-parameters</c>. A variable keeps its type, so a text that does not fit it is refused.
/// </summary>
internal sealed class ParameterCell(IReadOnlyList<KeyValuePair<string, string>> values)
{
    /// <summary>Refuses values for a notebook that has no cell for them.</summary>
    /// <exception cref="ParameterException">No cell is tagged <c>parameters</c>.</exception>
    public void RequireTarget(Notebook notebook)
    {
        if (values.Count == 0 || notebook.Cells.Any(IsTarget)) return;
        throw new ParameterException("the notebook has no cell tagged 'parameters', so values cannot be given to it")
        {
            Parameter = values[0].Key,
            Advice = "tag the cell that declares the variables, or start it with // parameters",
        };
    }

    /// <summary>The cell that has to run behind the given one; null for none.</summary>
    public NotebookCell? FollowUp(NotebookCell cell, NotebookSession session)
    {
        if (values.Count == 0 || !IsTarget(cell)) return null;
        var lines = values.Select(value => value.Key + " = " + Literal(value, session) + ";");
        return new(NotebookCellKind.Code, "// given on the command line\n" + string.Join('\n', lines))
        {
            Metadata = new JsonObject { ["tags"] = new JsonArray("injected-parameters") },
        };
    }

    private static bool IsTarget(NotebookCell cell) => cell.Kind == NotebookCellKind.Code
        && (cell.HasTag("parameters") || cell.Source.TrimStart().StartsWith("// parameters", StringComparison.OrdinalIgnoreCase));

    private static string Literal(KeyValuePair<string, string> value, NotebookSession session)
    {
        var variable = session.CSharp.Variables.FirstOrDefault(v => v.Name == value.Key);
        if (variable is null)
        {
            string? near = NearestName.Of(value.Key, session.CSharp.Variables.Select(v => v.Name));
            throw new ParameterException($"the notebook has no variable {value.Key}")
            {
                Parameter = value.Key,
                Advice = near is null ? "see the cell tagged 'parameters'" : $"did you mean {near}?",
            };
        }
        var type = Nullable.GetUnderlyingType(variable.Type) ?? variable.Type;
        var invariant = CultureInfo.InvariantCulture;
        if (type == typeof(string)) return SymbolDisplay.FormatLiteral(value.Value, quote: true);
        if (type == typeof(bool) && AsBoolean(value.Value) is { } flag) return flag ? "true" : "false";
        if (type == typeof(int) && int.TryParse(value.Value, invariant, out int whole)) return whole.ToString(invariant);
        if (type == typeof(long) && long.TryParse(value.Value, invariant, out long large)) return large.ToString(invariant);
        if (type == typeof(double) && double.TryParse(value.Value, invariant, out double real) && double.IsFinite(real)) return real.ToString("R", invariant) + "d";
        if (type == typeof(float) && float.TryParse(value.Value, invariant, out float single) && float.IsFinite(single)) return single.ToString("R", invariant) + "f";
        if (type.IsEnum && Enum.TryParse(type, value.Value, ignoreCase: true, out _)) return CSharpTypeName.Of(type) + "." + Enum.Parse(type, value.Value, ignoreCase: true);
        throw new ParameterException($"'{value.Value}' does not fit the variable {value.Key}") { Parameter = value.Key, Expected = CSharpTypeName.Short(variable.Type) };
    }

    private static bool? AsBoolean(string text) => text.ToLowerInvariant() switch { "true" or "yes" or "1" => true, "false" or "no" or "0" => false, _ => null };
}
