using HstNotebooks.Errors;

namespace HstNotebooks.Drizzling;

/// <summary>The name of an image that a step writes.</summary>
internal static class OutputName
{
    /// <summary>The name with its ending <c>.fits</c>.</summary>
    public static string Of(string name, string parameter)
    {
        name = name.Trim();
        if (name.Length == 0) throw new ParameterException($"{parameter} is blank") { Parameter = parameter, Expected = "the name of the image to write" };
        return name.EndsWith(".fits", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".fits.gz", StringComparison.OrdinalIgnoreCase) ? name : name + ".fits";
    }

    /// <summary>The same where the image is optional: null for a blank name.</summary>
    public static string? OrNone(string name) => name.Trim().Length == 0 ? null : Of(name, "");
}
