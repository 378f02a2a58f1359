using HstNotebooks.Kernel.Scripting;

namespace HstNotebooks.Tests.Scripting;

public sealed class ScriptEnvironmentTests
{
    [Fact]
    public void No_type_of_ours_clashes_with_one_that_cells_know_from_the_framework()
    {
        var imports = ScriptEnvironment.Imports.Where(name => name.StartsWith("System", StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var framework = AppDomain.CurrentDomain.GetAssemblies().Where(assembly => assembly.GetName().Name!.StartsWith("System", StringComparison.Ordinal))
            .SelectMany(assembly => assembly.GetExportedTypes()).Where(type => !type.IsNested && imports.Contains(type.Namespace ?? "")).Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        var clashes = ScriptEnvironment.OwnAssemblies.Where(assembly => assembly.GetName().Name != "hst-notebooks").SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => !type.IsNested && framework.Contains(type.Name)).Select(type => type.FullName);
        Assert.Empty(clashes);
    }

    [Fact]
    public void No_two_types_of_ours_have_one_name()
    {
        var twice = ScriptEnvironment.OwnAssemblies.Where(assembly => assembly.GetName().Name != "hst-notebooks").SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => !type.IsNested).GroupBy(type => type.Name).Where(group => group.Count() > 1).Select(group => string.Join(" and ", group.Select(type => type.FullName)));
        Assert.Empty(twice);
    }

    [Fact]
    public async Task A_first_cell_sees_the_engine_the_extension_and_the_framework_without_a_using()
    {
        using var session = new CSharpSession();
        var result = await session.RunAsync(new("(typeof(TweakReg), typeof(Table), typeof(Formatters), typeof(File), typeof(Enumerable), typeof(Task)).ToString()", "cell"), TestContext.Current.CancellationToken);
        Assert.Null(result.Error);
    }

    [Fact]
    public async Task Types_in_cells_are_the_ones_of_this_process_and_no_second_copy()
    {
        using var session = new CSharpSession();
        var result = await session.RunAsync(new("typeof(HstNotebooks.Errors.HstException)", "cell"), TestContext.Current.CancellationToken);
        Assert.Same(typeof(HstNotebooks.Errors.HstException), result.Value);
    }

    [Fact]
    public async Task Sessions_that_start_at_the_same_moment_do_not_disturb_one_another()
    {
        var token = TestContext.Current.CancellationToken;
        for (int round = 0; round < 3; round++)
        {
            var options = ScriptEnvironment.Create();
            var sessions = Enumerable.Range(0, 4).Select(_ => new CSharpSession(options)).ToList();
            using var start = new Barrier(sessions.Count);
            var errors = await Task.WhenAll(sessions.Select((session, index) => Task.Factory.StartNew(() =>
            {
                start.SignalAndWait(token);
                Thread.Sleep(10 * index);
                return CellsAsync(session);
            }, token, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap()));
            sessions.ForEach(session => session.Dispose());
            Assert.All(errors, Assert.Null);
        }

        async Task<string?> CellsAsync(CSharpSession session)
        {
            foreach (string cell in new[] { "clear_output();", "display(HTML(\"x\"));", "HTML(\"x\").Text" })
            {
                session.Analyse("Console.WriteL");
                var result = await session.RunAsync(new(cell, "cell"), token);
                if (result.Error is { Name: "CompilationError" } error) return error.Text;
            }
            return null;
        }
    }
}
