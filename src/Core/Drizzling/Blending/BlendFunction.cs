namespace HstNotebooks.Drizzling;

/// <summary>How the values of a keyword in several headers become one (facts: blendheaders-and-photeq 8.3).</summary>
public enum BlendFunction
{
    /// <summary>The value of the first header that has it.</summary>
    First,
    /// <summary>The value of the last header that has it.</summary>
    Last,
    /// <summary>The smallest number.</summary>
    Min,
    /// <summary>The largest number.</summary>
    Max,
    /// <summary>The mean.</summary>
    Mean,
    /// <summary>The sum.</summary>
    Sum,
    /// <summary>The standard deviation, divisor N.</summary>
    StdDev,
    /// <summary>The common value, or <c>MULTIPLE</c>.</summary>
    Multi,
    /// <summary>The common value, or <c>?</c>.</summary>
    MultiUnknown,
    /// <summary>1.0.</summary>
    FloatOne,
    /// <summary>1.</summary>
    IntOne,
    /// <summary>0.</summary>
    Zero,
}
