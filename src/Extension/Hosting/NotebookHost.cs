namespace HstNotebooks.Hosting;

/// <summary>The host of the running cell. Set by the host around each cell; flows with async code.</summary>
public static class NotebookHost
{
    private static readonly AsyncLocal<INotebookHost?> Slot = new();

    /// <summary>The host of the running cell; null outside one. A host sets it before it runs a cell.</summary>
    public static INotebookHost? Current { get => Slot.Value; set => Slot.Value = value; }

    /// <summary>Cancelled when the user interrupts the running cell.</summary>
    public static CancellationToken Cancellation { get => CancelSlot.Value; set => CancelSlot.Value = value; }

    private static readonly AsyncLocal<CancellationToken> CancelSlot = new();
}
