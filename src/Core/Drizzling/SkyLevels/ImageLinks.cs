namespace HstNotebooks.Drizzling;

/// <summary>Groups of images that overlaps link, directly or through others (union by path halving).</summary>
internal sealed class ImageLinks(int images)
{
    private readonly int[] parent = [.. Enumerable.Range(0, images)];

    /// <summary>Links two images.</summary>
    public void Join(int first, int second) => parent[GroupOf(first)] = GroupOf(second);

    /// <summary>A number that the images of a group share.</summary>
    public int GroupOf(int image)
    {
        while (parent[image] != image) image = parent[image] = parent[parent[image]];
        return image;
    }
}
