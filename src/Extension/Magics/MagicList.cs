using HstNotebooks.Hosting;

namespace HstNotebooks.Magics;

/// <summary>Defines every magic once.</summary>
internal static class MagicList
{
    public static IReadOnlyList<Magic> Create()
    {
        Magic[] all = [.. FileMagics.All, .. SimulationMagics.All, .. TaskMagics.All, .. DrizzleStepMagics.All, .. WcsMagics.All, .. HeaderletMagics.All, ArchiveCacheMagic.Create(), CrdsMagic.Create(), GaiaMagic.Create(), MastMagic.Create(), SdssMagic.Create()];
        return [.. all.OrderBy(m => m.Name, StringComparer.Ordinal)];
    }

    /// <summary>A magic whose run answers <c>--help</c> and gives its result to C# where <c>--as</c> asks for it.</summary>
    public static Magic Define(string name, string description, IReadOnlyList<MagicParameter> parameters,
        Func<MagicArguments, INotebookHost, CancellationToken, Task<object?>> run)
    {
        var asParameter = new MagicParameter("as", "gives the result to C# as a variable of this name", typeof(string));
        Magic? magic = null;
        magic = new Magic(name, description, [.. parameters, asParameter], async (arguments, host, cancel) =>
        {
            if (arguments.Find("help") is not null) return new MagicHelp(MagicCatalog.Help(magic!));
            object? result = await run(arguments, host, cancel).ConfigureAwait(false);
            if (result is not null && arguments.Find("as") is { } variable) await host.SetVariableAsync(variable, result, result.GetType()).ConfigureAwait(false);
            return result;
        })
        { ToJson = ResultJson.Write };
        return magic;
    }
}
