namespace HstNotebooks.Magics;

/// <summary>Makes one magic of several that belong together: its first word chooses among them.</summary>
internal static class MagicGroup
{
    /// <summary>The name under which the chosen word stands in the arguments.</summary>
    public const string Action = "action";

    public static Magic Define(string name, string description, params (string Word, Magic Magic)[] actions)
    {
        Magic? group = null;
        var choice = new MagicParameter(Action, "what to do", typeof(string), IsPositional: true, IsRequired: true, Choices: [.. actions.Select(a => a.Word)]);
        group = new Magic(name, description, [choice], (arguments, host, cancel) =>
        {
            var chosen = group!.Action(arguments.Find(Action));
            if (chosen == group) return Task.FromResult<object?>(new MagicHelp(MagicCatalog.Help(group)));
            return chosen.Run(new MagicArguments([.. arguments.Values.Where(v => v.Key != Action)]), host, cancel);
        })
        { ToJson = ResultJson.Write, Actions = [.. actions.Select(a => KeyValuePair.Create(a.Word, a.Magic))] };
        return group;
    }
}
