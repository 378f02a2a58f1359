using System.Globalization;

namespace HstNotebooks.Archives;

/// <summary>Brings values of headers and mappings into the one form in which CRDS compares them.</summary>
internal static class CrdsValue
{
    /// <summary>Stands for a keyword that a header does not have.</summary>
    public const string Undefined = "UNDEFINED";

    /// <summary>Means that a value does not matter, or that no file is needed.</summary>
    public const string NotApplicable = "N/A";

    /// <summary>Upper case, numbers as Python prints a float, T and F for logical values, N/A for all ways to say not applicable, * for ANY.</summary>
    public static string Condition(object? value)
    {
        string text = value switch
        {
            null => "NONE",
            bool b => b ? "T" : "F",
            double d => PythonJson.Number(d),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!.Trim().ToUpperInvariant(),
        };
        if (IsNumber(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) text = PythonJson.Number(number);
        return text switch
        {
            "N/A" or "NOT APPLICABLE" or "NOT_APPLICABLE" or "()" or "-2147483648.0" => NotApplicable,
            "ANY" => "*",
            "4294967295.0" => "-1.0",
            "TRUE" => "T",
            "FALSE" => "F",
            _ => text,
        };
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.AsSpan().IndexOfAnyExcept("0123456789+-.eE") < 0 && text.AsSpan().IndexOfAnyInRange('0', '9') >= 0;
}
