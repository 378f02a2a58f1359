using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace HstNotebooks.Parameters;

/// <summary>A number, or the word <c>auto</c>: the task finds the value itself. The default value is the number 0.</summary>
public readonly record struct AutoNumber : IParsable<AutoNumber>
{
    private readonly double number;

    private AutoNumber(double number, bool isAutomatic) => (this.number, IsAutomatic) = (number, isAutomatic);

    /// <summary>The word <c>auto</c>.</summary>
    public static AutoNumber Auto { get; } = new(double.NaN, true);

    /// <summary>Whether the task finds the value itself.</summary>
    public bool IsAutomatic { get; }

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">It is <c>auto</c>.</exception>
    public double Value => IsAutomatic ? throw new InvalidOperationException("auto has no value") : number;

    /// <summary>A given number.</summary>
    public static implicit operator AutoNumber(double number) => new(number, false);

    /// <inheritdoc/>
    public static AutoNumber Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var result) ? result : throw new FormatException($"'{s}' is neither a number nor auto");

    /// <inheritdoc/>
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out AutoNumber result)
    {
        string text = s?.Trim() ?? "";
        if (text.Equals("auto", StringComparison.OrdinalIgnoreCase))
        {
            result = Auto;
            return true;
        }
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number);
        result = isNumber ? number : default;
        return isNumber;
    }

    /// <inheritdoc/>
    public override string ToString() => IsAutomatic ? "auto" : number.ToString(CultureInfo.InvariantCulture);
}
