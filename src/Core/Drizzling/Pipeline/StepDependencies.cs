namespace HstNotebooks.Drizzling;

/// <summary>Switches on what a requested step needs: cosmic rays need the blot, the blot the median, the median the single images.</summary>
internal static class StepDependencies
{
    public static AstroDrizzleOptions Resolve(AstroDrizzleOptions o, int inputs)
    {
        // One exposure has nothing to be compared with.
        if (inputs == 1) return o with { Median = false, Blot = false, DrizCr = false };
        bool blot = o.Blot || o.DrizCr, median = o.Median || blot, separate = o.DrizSeparate || median;
        return o with { Blot = blot, Median = median, DrizSeparate = separate };
    }
}
