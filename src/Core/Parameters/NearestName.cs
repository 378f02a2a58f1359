namespace HstNotebooks.Parameters;

/// <summary>Finds the known name that a mistyped one was most likely meant to be.</summary>
public static class NearestName
{
    /// <summary>The known name with the fewest edits (insert, delete, replace, swap neighbours), or null where all are too far to be meant.</summary>
    /// <remarks>A name in Python's groups means the parameter itself: <c>imagefindcfg.threshold</c>. The beginning of a long name is near to it.</remarks>
    public static string? Of(string name, IEnumerable<string> known)
    {
        if (name.LastIndexOf('.') is > 0 and var dot)
        {
            var all = known.ToList();
            string tail = name[(dot + 1)..], inReference = "ref_" + tail;
            return Of(name.StartsWith("ref", StringComparison.OrdinalIgnoreCase) && all.Contains(inReference, StringComparer.OrdinalIgnoreCase) ? inReference : tail, all);
        }
        string? best = null;
        int bestDistance = Math.Max(2, name.Length / 2) + 1;
        foreach (string candidate in known)
        {
            int distance = Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (name.Length >= 4 && candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase)) distance = Math.Min(distance, 1);
            if (distance < bestDistance) (best, bestDistance) = (candidate, distance);
        }
        return best;
    }

    /// <summary>Optimal string alignment distance (Damerau-Levenshtein without overlapping swaps).</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (int j = 0; j <= b.Length; j++) d[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
