using HstNotebooks.Images;

namespace HstNotebooks.Drizzling;

/// <summary>
/// Images of a run that are used again: the chips of a run are all of one size or a few, and fresh memory costs more than the
/// work on it. Safe for several threads. An image that is not given back is simply collected.
/// </summary>
internal sealed class ImagePool
{
    private readonly Dictionary<(Type Type, int Width, int Height), Stack<object>> free = [];

    private Workspaces<(DrizzleBand Band, DropRow Row)>? drizzleSpaces;
    private int rowWidth;

    /// <summary>The working spaces of drizzlers, for input rows of up to a width.</summary>
    public Workspaces<(DrizzleBand Band, DropRow Row)> DrizzleSpaces(int width)
    {
        lock (free)
        {
            if (drizzleSpaces is not null && width <= rowWidth) return drizzleSpaces;
            rowWidth = width;
            return drizzleSpaces = new(() => (new DrizzleBand(), new DropRow(width)));
        }
    }

    /// <summary>An image with any content.</summary>
    public Image<T> Rent<T>(int width, int height) where T : unmanaged
    {
        lock (free)
        {
            if (free.TryGetValue((typeof(T), width, height), out var stack) && stack.TryPop(out var image)) return (Image<T>)image;
        }
        return new Image<T>(width, height, GC.AllocateUninitializedArray<T>(checked(width * height)));
    }

    /// <summary>Gives an image back; it must not be used any more.</summary>
    public void Return<T>(Image<T> image) where T : unmanaged
    {
        lock (free)
        {
            var key = (typeof(T), image.Width, image.Height);
            if (!free.TryGetValue(key, out var stack)) free[key] = stack = new Stack<object>();
            stack.Push(image);
        }
    }

    /// <summary>Keeps only a few images of each size.</summary>
    public void Trim(int keep)
    {
        lock (free)
        {
            foreach (var stack in free.Values)
                while (stack.Count > keep) stack.Pop();
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true);
    }

    /// <summary>Lets the memory go: between steps that need images of different sizes.</summary>
    public void Clear()
    {
        lock (free)
        {
            free.Clear();
            (drizzleSpaces, rowWidth) = (null, 0);
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true);
    }
}
