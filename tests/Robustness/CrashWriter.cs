using System.Globalization;
using HstNotebooks.Fits;
using HstNotebooks.Images;

namespace HstNotebooks.Robustness;

/// <summary>
/// The process that is killed: it changes a file without end. A file is in state n when every header says n and every pixel is n;
/// every change makes n + 1 of n, in place (headers only, or headers and pixels) or by a rewrite.
/// </summary>
public static class CrashWriter
{
    /// <summary>The argument that makes the program this process.</summary>
    public const string Verb = "crash-writer";
    private const int Width = 700, Height = 300, Extensions = 4;

    /// <summary>Writes a file of state 0.</summary>
    public static void Create(string path)
    {
        using var file = new FitsFile();
        file.Add(new ImageHdu());
        for (int i = 1; i <= Extensions; i++)
        {
            var hdu = ImageHdu.Create(new Image<int>(Width, Height));
            hdu.Header.Set("EXTNAME", "SCI");
            hdu.Header.Set("EXTVER", i);
            file.Add(hdu);
        }
        foreach (var hdu in file.Hdus) SetState(hdu, 0);
        file.Save(path);
    }

    /// <summary>Changes the file until the process is killed.</summary>
    public static void Run(string path)
    {
        // The first changes compile the code.
        for (int i = 0; i < 3; i++) Change(path);
        Console.WriteLine("ready");
        while (true) Change(path);
    }

    /// <summary>Makes a number of changes.</summary>
    public static void Run(string path, int changes)
    {
        for (int i = 0; i < changes; i++) Change(path);
    }

    private static void Change(string path) => FitsFile.Update(path, file =>
    {
        int state = file.PrimaryHeader.GetInt("STATE") + 1;
        foreach (var hdu in file.Hdus)
        {
            SetState(hdu, state);
            if (hdu is ImageHdu { HasData: true } image && PixelsFollow(state)) image.SetImage(Filled(state));
        }
        // Every fifth change needs another header block, every tenth gives it back.
        if (state % 10 == 5) file.PrimaryHeader.AddHistory(new string('x', 72 * 36));
        if (state % 10 == 0) file.PrimaryHeader.Remove("HISTORY");
    });

    /// <summary>The state of a file; throws with the reason where it is in none.</summary>
    public static int StateOf(FitsFile file)
    {
        int state = HeaderStateOf(file), pixel = state - state % 3;
        foreach (var image in file.Hdus.OfType<ImageHdu>().Where(h => h.HasData))
            if (image.Read<int>().Span.ContainsAnyExcept(pixel)) throw new InvalidDataException($"{image.Label} mixes states in its pixels, state {state}");
        return state;
    }

    /// <summary>The state of the headers of a file; throws with the reason where they are in none.</summary>
    public static int HeaderStateOf(FitsFile file)
    {
        int state = file.PrimaryHeader.GetInt("STATE");
        foreach (var hdu in file.Hdus)
        {
            if (hdu.Header.GetInt("STATE") != state) throw new InvalidDataException($"{hdu.Label} is in state {hdu.Header.GetInt("STATE")}, the primary in state {state}");
            for (int i = 0; i < CardsOfState; i++)
                if (hdu.Header.GetInt(Card(i)) != state * (i + 1)) throw new InvalidDataException($"{hdu.Label} mixes states in its header");
        }
        return state;
    }

    private const int CardsOfState = 60;

    /// <summary>Pixels change with every third state only, so that updates of headers alone are met as well.</summary>
    private static bool PixelsFollow(int state) => state % 3 == 0;

    private static void SetState(Hdu hdu, int state)
    {
        hdu.Header.Set("STATE", state);
        for (int i = 0; i < CardsOfState; i++) hdu.Header.Set(Card(i), state * (i + 1));
    }

    private static string Card(int i) => "CARD" + i.ToString(CultureInfo.InvariantCulture);

    private static Image<int> Filled(int state)
    {
        var image = new Image<int>(Width, Height);
        image.Span.Fill(state);
        return image;
    }
}
