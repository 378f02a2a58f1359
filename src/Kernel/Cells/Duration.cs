using System.Globalization;

namespace HstNotebooks.Kernel.Cells;

/// <summary>Writes a length of time for people.</summary>
internal static class Duration
{
    /// <summary>Milliseconds below a second, seconds below two minutes, minutes above.</summary>
    public static string Text(TimeSpan time) => time switch
    {
        { TotalSeconds: < 0.9995 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
    };
}
