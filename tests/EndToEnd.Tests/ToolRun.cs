namespace HstNotebooks.Tests;

/// <summary>How a run of a program ended.</summary>
internal sealed record ToolRun(int ExitCode, string Output, string Error, TimeSpan Elapsed)
{
    /// <summary>Fails with what the program printed where the exit code is another one, or where a stack trace was shown.</summary>
    public ToolRun ShouldExitWith(int code)
    {
        Assert.True(ExitCode == code, $"exit code {ExitCode}, expected {code}\n--- output\n{Output}\n--- error\n{Error}");
        Assert.DoesNotContain("   at HstNotebooks", Output + Error);
        return this;
    }
}
