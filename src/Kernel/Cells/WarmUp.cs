using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Kernel.Cells;

/// <summary>Makes the first cell of the user a fast one.</summary>
internal static class WarmUp
{
    /// <summary>Compiles and runs a cell in a session that is thrown away, so that compiler and references are loaded.</summary>
    public static async Task RunAsync()
    {
        using var session = new CSharpSession();
        await session.RunAsync(new("var warm = 1 + 1;\nwarm.ToString()", "warm-up"), CancellationToken.None).ConfigureAwait(false);
    }
}
