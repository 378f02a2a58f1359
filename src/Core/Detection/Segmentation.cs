namespace HstNotebooks.Detection;

/// <summary>Joins detected pixels that touch, also at corners, into regions (facts: source-finding 1.6).</summary>
internal static class Segmentation
{
    /// <summary>The bounding box of a region, 0-based, upper limits exclusive.</summary>
    internal readonly record struct Box(int X0, int Y0, int X1, int Y1);

    /// <summary>The boxes of all regions in the order of their first pixels (rows upwards, then columns).</summary>
    public static List<Box> FindRegions(DetectedPixels pixels, int height)
    {
        var runs = pixels.Runs;
        int[] parent = new int[runs.Length];
        for (int i = 0; i < parent.Length; i++) parent[i] = i;
        for (int y = 1; y < height; y++)
        {
            int below = pixels.FirstRunOfRow(y - 1), belowEnd = pixels.FirstRunOfRow(y);
            int here = belowEnd, hereEnd = pixels.FirstRunOfRow(y + 1);
            while (below < belowEnd && here < hereEnd)
            {
                if (runs[below].Start <= runs[here].End && runs[here].Start <= runs[below].End) Join(parent, below, here);
                if (runs[below].End < runs[here].End) below++; else here++;
            }
        }

        var boxes = new List<Box>();
        int[] boxOfRoot = new int[runs.Length];
        for (int i = 0; i < runs.Length; i++)
        {
            int root = Root(parent, i);
            var run = runs[i];
            if (root == i)
            {
                boxOfRoot[i] = boxes.Count;
                boxes.Add(new Box(run.Start, run.Y, run.End, run.Y + 1));
                continue;
            }
            var box = boxes[boxOfRoot[root]];
            boxes[boxOfRoot[root]] = new Box(Math.Min(box.X0, run.Start), box.Y0, Math.Max(box.X1, run.End), run.Y + 1);
        }
        return boxes;
    }

    /// <summary>The root of a set is its first run, so that sets are numbered in scan order.</summary>
    private static void Join(int[] parent, int a, int b)
    {
        int rootA = Root(parent, a), rootB = Root(parent, b);
        if (rootA < rootB) parent[rootB] = rootA; else parent[rootA] = rootB;
    }

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i)
        {
            parent[i] = parent[parent[i]];
            i = parent[i];
        }
        return i;
    }
}
