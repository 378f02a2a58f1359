using HstNotebooks.Progress;

namespace HstNotebooks.Drizzling;

/// <summary>Combines aligned HST exposures on an undistorted frame, free of cosmic rays.</summary>
public static class AstroDrizzle
{
    /// <summary>Runs AstroDrizzle on files, wildcards, lists or <c>@list</c>. Products are written to the working directory.</summary>
    public static AstroDrizzleResult Run(string input, AstroDrizzleOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) => throw new NotImplementedException();
    /// <summary>Runs AstroDrizzle on a list of files.</summary>
    public static AstroDrizzleResult Run(IReadOnlyList<string> files, AstroDrizzleOptions? options = null, IProgress<TaskProgress>? progress = null, CancellationToken cancel = default) => throw new NotImplementedException();
}
