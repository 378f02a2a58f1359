namespace HstNotebooks.Drizzling;

/// <summary>One of the images to combine: a rate in electrons per second with its weights, read in bands of rows.</summary>
public interface ICombineSource
{
    /// <summary>Columns.</summary>
    int Width { get; }
    /// <summary>Rows.</summary>
    int Height { get; }
    /// <summary>Exposure time in seconds.</summary>
    double ExposureTime { get; }
    /// <summary>Sky that was subtracted, electrons of the whole exposure.</summary>
    double Sky { get; }
    /// <summary>Read noise of the chips together (rms), electrons.</summary>
    double ReadNoise { get; }
    /// <summary>Mean of the weights above 1e-8; 0 where there are none.</summary>
    double MeanWeight { get; }
    /// <summary>Reads whole rows of values and weights. Must be safe to call from several threads.</summary>
    void ReadRows(int firstRow, int rows, Span<float> values, Span<float> weights);
}
